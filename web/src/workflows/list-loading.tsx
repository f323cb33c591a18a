import { Skeleton } from '../components/skeleton.tsx';

export function ListLoading() {
  return (
    <div
      role="status"
      className="mt-4 divide-y divide-line overflow-clip rounded-card border border-line bg-surface"
    >
      <span className="sr-only">Loading your workflows</span>
      {['one', 'two', 'three', 'four', 'five'].map((row) => (
        <div key={row} className="flex items-center justify-between px-4 py-5 sm:px-6">
          <Skeleton className="h-4 w-64" />
          <Skeleton className="h-4 w-20" />
        </div>
      ))}
    </div>
  );
}
