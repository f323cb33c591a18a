import { classNames } from './class-names.ts';

/** A node, its edge, and what comes of it. */
export function BrandMark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 28 16" fill="none" className={classNames('h-4 w-7', className)} aria-hidden="true">
      <path d="M5 8h12" stroke="var(--color-accent)" strokeWidth="2.5" strokeLinecap="round" />
      <circle cx="5" cy="8" r="4.25" fill="var(--color-accent)" />
      <circle cx="21.5" cy="8" r="4.75" stroke="currentColor" strokeWidth="2.5" />
    </svg>
  );
}
