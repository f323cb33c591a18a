import type { ReactNode } from 'react';
import { classNames } from '../components/class-names.ts';
import { PageHeading } from '../shell/page-heading.tsx';

interface Props {
  icon: ReactNode;
  title: string;
  children: ReactNode;
  actions?: ReactNode;
}

/** The one card of a page that Stripe returns to. */
export function Outcome({ icon, title, children, actions }: Props) {
  return (
    <div className="mx-auto w-full max-w-xl px-4 py-10 sm:py-20">
      <div className="rounded-card border border-line bg-surface p-6 sm:p-10">
        {icon}
        <PageHeading className="pt-5">{title}</PageHeading>
        <div className="space-y-5 pt-2 text-base text-muted">{children}</div>
        {actions && <div className="flex flex-wrap gap-2 pt-8">{actions}</div>}
      </div>
    </div>
  );
}

const tones = {
  neutral: 'bg-sunken text-muted',
  good: 'bg-accent-soft text-accent',
  attention: 'bg-warn-soft text-warn',
  bad: 'bg-danger-soft text-danger',
} as const;

export function OutcomeIcon({ tone, children }: { tone: keyof typeof tones; children: ReactNode }) {
  return (
    <span
      aria-hidden="true"
      className={classNames('grid size-10 place-items-center rounded-full', tones[tone])}
    >
      {children}
    </span>
  );
}
