import { classNames } from './class-names.ts';

/** Holds the room of what is loading, and shows itself only after 150 ms. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <span
      aria-hidden="true"
      className={classNames('block animate-late rounded-input bg-sunken', className)}
    />
  );
}
