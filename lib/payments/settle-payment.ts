import type { StripeEvent } from '../contract/stripe-events.ts';
import type { ConsumerOutcome } from '../events/outcome.ts';
import type { FindPaymentDeps } from './find-payment.ts';
import { type SettleDeps, settleCheckout } from './settle-checkout.ts';
import { settleReversal } from './settle-reversal.ts';

/** What an event about a payment does to credits: a checkout brings some, money that goes back takes them. */
export function settlePayment(
  deps: SettleDeps & FindPaymentDeps,
  event: StripeEvent,
): Promise<ConsumerOutcome> {
  return event.type.startsWith('checkout.session.')
    ? settleCheckout(deps, event)
    : settleReversal(deps, event);
}
