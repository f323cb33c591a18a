import { lazy, Suspense } from 'react';
import { Skeleton } from '../components/skeleton.tsx';
import { Describe } from '../generate/describe.tsx';

const Gallery = lazy(async () => ({ default: (await import('./gallery.tsx')).Gallery }));

/** The ways to a first workflow and to any other: a sentence, a template, or an empty canvas. */
export function Beginnings({ autoFocus = false }: { autoFocus?: boolean }) {
  return (
    <>
      <Describe autoFocus={autoFocus} />
      <Suspense fallback={<Skeleton className="mt-10 h-96 rounded-card" />}>
        <Gallery />
      </Suspense>
    </>
  );
}
