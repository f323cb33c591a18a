import { useEffect } from 'react';
import { useBlocker } from 'react-router';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import type { Saving } from './use-saving.ts';

/** The state of a navigation that loses nothing, or only what is meant to be lost. */
export const leavesNothing = 'leavesNothing';

/** Asks before unsaved changes are left behind: on the way to another page of ours, or out of the browser. */
export function LeaveGuard({ saving }: { saving: Saving }) {
  const isDirty = saving.status !== 'saved';
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      isDirty && currentLocation.pathname !== nextLocation.pathname && nextLocation.state !== leavesNothing,
  );
  useEffect(() => {
    if (!isDirty) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [isDirty]);
  if (blocker.state !== 'blocked') return null;
  const saveAndLeave = async () => {
    if (await saving.save()) blocker.proceed();
    else blocker.reset();
  };
  return (
    <Dialog
      title="Leave with unsaved changes?"
      onClose={() => blocker.reset()}
      actions={
        <>
          <Button
            look="primary"
            size="lg"
            busy={saving.status === 'saving'}
            onClick={() => void saveAndLeave()}
          >
            Save and leave
          </Button>
          <Button size="lg" onClick={() => blocker.reset()}>
            Stay
          </Button>
          <Button size="lg" look="quiet" className="text-danger" onClick={() => blocker.proceed()}>
            Leave without saving
          </Button>
        </>
      }
    >
      <p>What you changed last is only in this window.</p>
    </Dialog>
  );
}
