import { lazy } from 'react';
import { Describe } from '../generate/describe.tsx';
import { PageHeading } from '../shell/page-heading.tsx';
import { PriceNote } from './price-note.tsx';

const ExampleDrawing = lazy(async () => ({
  default: (await import('./example-drawing.tsx')).ExampleDrawing,
}));

export function HomePage() {
  return (
    <div className="page-width py-8 sm:py-10">
      <PageHeading
        title="One sentence becomes a workflow"
        className="text-[34px] leading-10 tracking-[-0.018em] sm:text-2xl"
      >
        One sentence becomes a workflow.
      </PageHeading>
      <p className="max-w-2xl pt-2 pb-5 text-base text-muted sm:pb-6">
        Say what should happen. Cue draws it as a graph you can check, and writes the code that runs it, on
        your own AWS account or your laptop.
      </p>
      <Describe autoFocus>
        <ExampleDrawing />
      </Describe>
      <PriceNote />
    </div>
  );
}
