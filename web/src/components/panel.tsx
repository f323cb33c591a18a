import { type ReactNode, useId } from 'react';

interface Props {
  title: string;
  about: ReactNode;
  /** Beside the title. */
  action?: ReactNode;
  children: ReactNode;
}

/** A section of the account page, with what it is for in a line. */
export function Panel({ title, about, action, children }: Props) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="overflow-clip rounded-card border border-line bg-surface">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3 p-4 sm:px-6">
        <div className="max-w-prose min-w-0">
          <h2 id={id} className="text-base leading-6">
            {title}
          </h2>
          <p className="text-muted">{about}</p>
        </div>
        {action}
      </div>
      {children}
    </section>
  );
}
