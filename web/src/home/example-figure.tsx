import { useState } from 'react';
import { classNames } from '../components/class-names.ts';
import { code, familyColors, familyOf, type StepId, sentence } from './example.ts';
import { ExampleGraph } from './example-graph.tsx';
import { tall, wide } from './graph-layout.ts';

interface PartProps {
  pointedAt: StepId | undefined;
  onPoint: (step: StepId | undefined) => void;
}

/** A sentence, the graph it becomes and its code, side by side: pointing at one part lights up the same part in the others. */
export function ExampleFigure() {
  const [pointedAt, onPoint] = useState<StepId>();
  const part = { pointedAt, onPoint };
  return (
    <figure>
      <div className="grid overflow-clip rounded-card border border-line bg-surface lg:grid-cols-[5fr_6fr]">
        <Sentence {...part} />
        <div className="canvas-dots border-y border-line bg-ground lg:order-last lg:col-span-2 lg:border-b-0">
          <ExampleGraph {...part} layout={wide} className="hidden w-full lg:block" />
          <ExampleGraph {...part} layout={tall} className="mx-auto block w-full max-w-sm lg:hidden" />
        </div>
        <Code {...part} />
      </div>
      <figcaption className="pt-3 text-xs text-muted">
        An example, drawn by hand: a sentence, the graph it becomes, and the heart of its code.
      </figcaption>
    </figure>
  );
}

function Sentence({ pointedAt, onPoint }: PartProps) {
  return (
    <p className="px-5 py-6 text-lg text-pretty sm:px-6 sm:leading-8 lg:self-center lg:pr-10">
      {sentence.map(({ text, step }) => {
        const family = familyOf(step);
        if (family === undefined) return text;
        return (
          // biome-ignore lint/a11y/noStaticElementInteractions: pointing only lights up the matching node, which says the same.
          <span
            key={text}
            onMouseEnter={() => onPoint(step)}
            onMouseLeave={() => onPoint(undefined)}
            className={classNames(
              'rounded-[3px] underline decoration-2 underline-offset-5 transition-colors duration-150',
              familyColors[family].underline,
              step === pointedAt && 'bg-accent-soft',
            )}
          >
            {text}
          </span>
        );
      })}
    </p>
  );
}

function Code({ pointedAt, onPoint }: PartProps) {
  return (
    <pre className="py-4 lg:border-l lg:border-line font-mono text-xs leading-5 whitespace-pre-wrap sm:text-[13px] sm:leading-6">
      <code>
        {code.map(({ text, step }, line) => {
          const family = familyOf(step);
          return (
            // biome-ignore lint/a11y/noStaticElementInteractions: as above.
            <span
              key={text}
              onMouseEnter={() => onPoint(step)}
              onMouseLeave={() => onPoint(undefined)}
              className={classNames(
                'flex border-l-3 pr-2 transition-colors duration-150',
                family === undefined ? 'border-transparent' : familyColors[family].bar,
                step !== undefined && step === pointedAt && 'bg-accent-soft',
              )}
            >
              <span
                aria-hidden="true"
                className="w-8 shrink-0 pr-3 text-right sm:w-10 sm:pr-4 text-muted select-none"
              >
                {line + 1}
              </span>
              <span className="min-w-0 flex-1">{text}</span>
            </span>
          );
        })}
      </code>
    </pre>
  );
}
