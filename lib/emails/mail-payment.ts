import type { StripeEvent } from '../contract/stripe-events.ts';
import type { ConsumerOutcome } from '../events/outcome.ts';
import { type CheckoutMailDeps, mailCheckout } from './mail-checkout.ts';
import { mailReversal } from './mail-reversal.ts';

/** The mail that an event about a payment is due. */
export function mailPayment(deps: CheckoutMailDeps, event: StripeEvent): Promise<ConsumerOutcome> {
  return event.type.startsWith('checkout.session.') ? mailCheckout(deps, event) : mailReversal(deps, event);
}
