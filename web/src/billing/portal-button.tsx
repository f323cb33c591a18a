import { messageOf } from '../api/api-error.ts';
import { call } from '../api/call.ts';
import { useLeaving } from '../api/use-leaving.ts';
import { Button } from '../components/button.tsx';
import { useToast } from '../components/toasts.tsx';

/** To Stripe's portal, for the card, the address on invoices and the like. */
export function PortalButton() {
  const portal = usePortal();
  return (
    <Button size="lg" busy={portal.busy} onClick={() => portal.leave()}>
      Card and billing details
    </Button>
  );
}

/** Its address is good for a short while only, so it is made when it is asked for. */
function usePortal() {
  const toast = useToast();
  return useLeaving<void>(async () => {
    try {
      return (await call('openPortal')).url;
    } catch (error) {
      toast(`Stripe\u2019s billing page did not open. ${messageOf(error)}`, 'danger');
      throw error;
    }
  });
}
