import type { ReactNode } from 'react';
import { classNames } from '../components/class-names.ts';

interface Props {
  children: ReactNode;
  /** The document's title when it is not the heading itself. */
  title?: string;
  className?: string;
}

/** The one `h1` of a page: names the document, and takes the focus after a navigation (see `Layout`). */
export function PageHeading({ children, title, className }: Props) {
  const named = title ?? (typeof children === 'string' ? children : undefined);
  return (
    <>
      <title>{named === undefined ? 'Cue' : `${named} · Cue`}</title>
      <h1 tabIndex={-1} className={classNames('text-xl tracking-tight', className)}>
        {children}
      </h1>
    </>
  );
}
