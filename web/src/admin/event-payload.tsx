import { useMutation } from '@tanstack/react-query';
import type { LookedAtEvent } from '../../../lib/contract/admin-event-routes.ts';
import { messageOf } from '../api/api-error.ts';
import { call } from '../api/call.ts';
import { Button } from '../components/button.tsx';
import { Panel } from '../components/panel.tsx';
import { useToast } from '../components/toasts.tsx';

const sources = {
  inbox: 'As it came, kept with what is parked.',
  stripe: 'As Stripe has it; Stripe keeps events for 30 days.',
} as const;

/** What was asked for is shown until the page is left, and kept nowhere. */
export function EventPayload({ looked }: { looked: LookedAtEvent }) {
  const { id } = looked.event;
  const toast = useToast();
  const reveal = useMutation({
    mutationFn: () => call('lookAtEvent', { params: { id }, query: { reveal: 'true' } }),
    onError: (error) => toast(messageOf(error), 'danger'),
    gcTime: 0,
  });
  const payload = reveal.data?.payload ?? looked.payload;
  return (
    <Panel
      title="Payload"
      about={
        payload
          ? `${sources[payload.source]} Cards and secrets are never shown.`
          : `It is not there. ${looked.payloadMissing ?? ''}`
      }
      action={
        payload?.masked && (
          <Button busy={reveal.isPending} onClick={() => reveal.isPending || reveal.mutate()}>
            Show personal data
          </Button>
        )
      }
    >
      {payload && (
        <>
          <p className="px-4 pb-3 text-xs text-muted sm:px-6" aria-live="polite">
            {payload.masked
              ? 'Personal data is masked. Showing it is noted in the audit trail.'
              : 'Personal data is shown, and that is noted in the audit trail.'}
          </p>
          <pre
            // It scrolls by keyboard too.
            // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
            tabIndex={0}
            className="max-h-[32rem] overflow-auto border-t border-line bg-sunken p-4 font-mono text-xs sm:px-6"
          >
            {JSON.stringify(payload.event, null, 2)}
          </pre>
        </>
      )}
    </Panel>
  );
}
