import { Check, CircleAlert, CircleDot } from 'lucide-react';
import { messageOf } from '../api/api-error.ts';
import { Button } from '../components/button.tsx';
import { Spinner } from '../components/spinner.tsx';
import type { Saving } from './use-saving.ts';

/** Whether what is here is safe. */
export function SavedState({ saving }: { saving: Saving }) {
  if (saving.status === 'failed') {
    return (
      <div role="alert" className="flex items-center gap-1 text-danger" title={messageOf(saving.error)}>
        <CircleAlert className="size-4 shrink-0" aria-hidden="true" />
        <span className="max-sm:sr-only">Could not be saved</span>
        <Button look="quiet" className="px-2 text-danger" onClick={() => void saving.save()}>
          Retry
        </Button>
      </div>
    );
  }
  const { icon, words } = states[saving.status];
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
  conflict: { icon: <CircleAlert className="size-4" aria-hidden="true" />, words: 'Changed elsewhere' },
} as const;
