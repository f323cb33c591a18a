import { hasCode, messageOf } from '../api/api-error.ts';
import { Banner } from '../components/banner.tsx';

/** Why checkout did not open, and that no money moved. */
export function CheckoutFailure({ error }: { error: unknown }) {
  if (error === null) return null;
  if (hasCode(error, 'stripe_disabled', 'payments_not_set_up')) return <BuyingIsOff />;
  if (hasCode(error, 'not_authenticated')) {
    return (
      <Banner tone="danger" title="You are signed out. Nothing was charged.">
        Your session has ended. Sign in again; the number of credits is kept.
      </Banner>
    );
  }
  return (
    <Banner tone="danger" title="Checkout did not open. Nothing was charged.">
      {messageOf(error)}
    </Banner>
  );
}

export function BuyingIsOff() {
  return (
    <Banner tone="warn" title="Credits cannot be bought here right now.">
      Payments are switched off or not set up on this installation. Nothing was charged, and the credits you
      have stay yours.
    </Banner>
  );
}
