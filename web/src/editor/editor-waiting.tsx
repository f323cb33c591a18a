import { Skeleton } from '../components/skeleton.tsx';

/** Holds the editor's room while its script and the workflow are loading. */
export function EditorWaiting() {
  return (
    <div className="flex min-h-0 flex-1 flex-col" role="status" aria-label="The workflow is loading">
      <title>Workflow · Cue</title>
      <div className="flex items-center gap-4 border-b border-line bg-surface px-4 py-2">
        <Skeleton className="h-8 w-64" />
      </div>
      <div className="canvas-dots flex flex-1 items-center gap-20 overflow-hidden px-10">
        {[1, 2, 3].map((place) => (
          <Skeleton key={place} className="h-18 w-55 shrink-0" />
        ))}
      </div>
    </div>
  );
}
