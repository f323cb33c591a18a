import { StripeFailure } from '../errors.ts';
import type { InvoiceOutcome } from '../invoices/attempt-invoice.ts';

/** What is to happen when the payment that a request needs does not come at once. */
export type PaymentBehavior =
  | 'allow_incomplete'
  | 'default_incomplete'
  | 'error_if_incomplete'
  | 'pending_if_incomplete';

/** The whole request is refused, and nothing of it has happened. */
export function refusePayment(result: InvoiceOutcome): StripeFailure {
  if (result.outcome === 'failed') {
    const { code, declineCode, message } = result.failure;
    return new StripeFailure(402, { type: 'card_error', code, decline_code: declineCode, message });
  }
  return new StripeFailure(402, {
    type: 'card_error',
    code: 'subscription_payment_intent_requires_action',
    message: 'Payment for this subscription requires additional user action before it can be completed.',
  });
}
