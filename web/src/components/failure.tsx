import { RotateCw } from 'lucide-react';
import { messageOf } from '../api/api-error.ts';
import { Button } from './button.tsx';
import { classNames } from './class-names.ts';

interface Props {
  /** What could not be done, "The ledger could not be loaded." */
  what: string;
  error: unknown;
  onRetry: () => void;
  busy?: boolean;
  className?: string;
}

export function Failure({ what, error, onRetry, busy, className }: Props) {
  return (
    <div
      role="alert"
      className={classNames('flex flex-wrap items-center justify-between gap-x-6 gap-y-3', className)}
    >
      <div>
        <p className="font-semibold">{what}</p>
        <p className="text-muted">{messageOf(error)}</p>
      </div>
      <Button onClick={busy ? undefined : onRetry} busy={busy}>
        {!busy && <RotateCw className="size-4" aria-hidden="true" />}
        Retry
      </Button>
    </div>
  );
}
