import { messageOf } from '../api/api-error.ts';
import { Button } from '../components/button.tsx';
import type { Saving } from './use-saving.ts';

/** Below the bar: why what is here is not safe yet. */
export function SaveFailure({ saving }: { saving: Saving }) {
  if (saving.status !== 'failed') return null;
  return (
    <div
      role="alert"
      className="flex shrink-0 items-center justify-between gap-3 border-b border-line bg-danger-soft py-1 pr-2 pl-4 text-danger"
    >
      <p className="min-w-0 py-1">Your changes could not be saved. {messageOf(saving.error)}</p>
      <Button className="shrink-0" onClick={() => void saving.save()}>
        Retry
      </Button>
    </div>
  );
}
