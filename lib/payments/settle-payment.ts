import type { StripeEvent } from '../contract/stripe-events.ts';
import type { ConsumerOutcome } from '../events/outcome.ts';
import { isAbout } from '../events/told-object.ts';
import { type GrantInvoiceDeps, grantConfirmedTrial, grantInvoice } from '../subscriptions/grant-invoice.ts';
import { type SettleDeps, settleCheckout } from './settle-checkout.ts';
import { settleReversal } from './settle-reversal.ts';

/** What an event about a payment does to credits: checkouts, invoices and a trial's card bring some, money that goes back takes them. */
export function settlePayment(
  deps: SettleDeps & GrantInvoiceDeps,
  event: StripeEvent,
): Promise<ConsumerOutcome> {
  if (isAbout(event, 'checkout.session')) return settleCheckout(deps, event);
  if (isAbout(event, 'invoice')) return grantInvoice(deps, event);
  if (isAbout(event, 'customer.subscription')) return grantConfirmedTrial(deps, event);
  return settleReversal(deps, event);
}
