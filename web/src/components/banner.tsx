import { CircleAlert, CircleCheck, TriangleAlert, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import { classNames } from './class-names.ts';

const tones = {
  danger: { icon: CircleAlert, classes: 'border-danger/35 bg-danger-soft', iconClass: 'text-danger' },
  warn: { icon: TriangleAlert, classes: 'border-warn/35 bg-warn-soft', iconClass: 'text-warn' },
  success: { icon: CircleCheck, classes: 'border-accent/35 bg-accent-soft', iconClass: 'text-accent' },
} as const;

interface Props {
  tone: keyof typeof tones;
  title: string;
  children?: ReactNode;
  onDismiss?: () => void;
  className?: string;
}

/** Says what happened, in the flow of the page; failures interrupt a screen reader, the rest waits its turn. */
export function Banner({ tone, title, children, onDismiss, className }: Props) {
  const { icon: Icon, classes, iconClass } = tones[tone];
  return (
    <div
      role={tone === 'danger' ? 'alert' : 'status'}
      className={classNames('flex items-start gap-3 rounded-card border px-4 py-3', classes, className)}
    >
      <Icon className={classNames('mt-0.5 size-4 shrink-0', iconClass)} aria-hidden="true" />
      <div className="min-w-0 flex-1">
        <p className="font-semibold">{title}</p>
        {children && <div className="mt-0.5 text-ink/85">{children}</div>}
      </div>
      {onDismiss && (
        <Button
          look="quiet"
          size="icon"
          className="-my-1.5 -mr-2 shrink-0"
          onClick={onDismiss}
          aria-label="Dismiss"
        >
          <X className="size-4" aria-hidden="true" />
        </Button>
      )}
    </div>
  );
}
