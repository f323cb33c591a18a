import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { messageOf } from '../api/api-error.ts';
import { call } from '../api/call.ts';
import { Banner } from '../components/banner.tsx';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { useToast } from '../components/toasts.tsx';
import { eventsKey } from './admin-queries.ts';

type StuckState = 'parked' | 'failing';

/** Puts back all that are parked or failing, after asking. */
export function RedriveAll({ state }: { state: StuckState }) {
  const [asking, setAsking] = useState(false);
  const redrive = useRedriveAll(state, () => setAsking(false));
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
      <p className="max-w-prose text-muted">
        {state === 'parked'
          ? 'Waiting will not mend these: mend the cause first, then put them back.'
          : 'These are tried again by themselves, at most 15 minutes apart, for a day.'}
      </p>
      <Button onClick={() => setAsking(true)}>Put all back…</Button>
      {asking && (
        <Dialog
          title={`Put all ${state} events back?`}
          onClose={() => setAsking(false)}
          actions={
            <>
              <Button
                look="primary"
                size="lg"
                busy={redrive.isPending}
                onClick={() => redrive.isPending || redrive.mutate()}
              >
                Put all back
              </Button>
              <Button size="lg" onClick={() => setAsking(false)}>
                Not now
              </Button>
            </>
          }
        >
          <p>Their consumers get them again. What was done before is not done twice.</p>
          {redrive.isError && (
            <Banner tone="danger" title="Not all were put back.">
              {messageOf(redrive.error)}
            </Banner>
          )}
        </Dialog>
      )}
    </div>
  );
}

async function redriveAll(state: StuckState): Promise<{ redriven: number; gone: number }> {
  const all = { redriven: 0, gone: 0 };
  let cursor: string | undefined;
  do {
    const page = await call('redriveEvents', { body: { state, cursor } });
    all.redriven += page.redriven;
    all.gone += page.gone;
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  return all;
}

function useRedriveAll(state: StuckState, onDone: () => void) {
  const client = useQueryClient();
  const toast = useToast();
  return useMutation({
    mutationFn: () => redriveAll(state),
    onSuccess: ({ redriven, gone }) => {
      onDone();
      toast(`${redriven} put back${gone > 0 ? `; Stripe no longer has ${gone}` : ''}`);
    },
    onSettled: () => client.invalidateQueries({ queryKey: eventsKey }),
  });
}
