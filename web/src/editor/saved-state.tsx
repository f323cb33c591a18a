import { Check, CircleAlert, CircleDot } from 'lucide-react';
import { Spinner } from '../components/spinner.tsx';
import type { Saving } from './use-saving.ts';

/** Whether what is here is safe. */
export function SavedState({ status }: Pick<Saving, 'status'>) {
  const { icon, words } = states[status];
  return (
    <p role="status" className="flex items-center gap-1.5 text-xs whitespace-nowrap text-muted">
      {icon}
      <span className="max-sm:sr-only">{words}</span>
    </p>
  );
}

const states = {
  saved: { icon: <Check className="size-4" aria-hidden="true" />, words: 'Saved' },
  unsaved: { icon: <CircleDot className="size-4" aria-hidden="true" />, words: 'Unsaved changes' },
  saving: { icon: <Spinner />, words: 'Saving…' },
  failed: { icon: <CircleAlert className="size-4 text-danger" aria-hidden="true" />, words: 'Not saved' },
  conflict: { icon: <CircleAlert className="size-4" aria-hidden="true" />, words: 'Changed elsewhere' },
  deleted: { icon: <CircleAlert className="size-4" aria-hidden="true" />, words: 'Deleted elsewhere' },
} as const satisfies Record<Saving['status'], object>;
