import type { StripeEvent } from '../contract/stripe-events.ts';
import type { ConsumerOutcome } from '../events/outcome.ts';
import type { FindPaymentDeps } from './find-payment.ts';
import { type SettleDeps, settleCheckout } from './settle-checkout.ts';
import { settleDispute } from './settle-dispute.ts';
import { settleRefund } from './settle-refund.ts';

/** What an event about a payment does to credits, by the kind of object that it tells of. */
export function settlePayment(
  deps: SettleDeps & FindPaymentDeps,
  event: StripeEvent,
): Promise<ConsumerOutcome> {
  if (event.type.startsWith('refund.')) return settleRefund(deps, event);
  if (event.type.startsWith('charge.dispute.')) return settleDispute(deps, event);
  return settleCheckout(deps, event);
}
