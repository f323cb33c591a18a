import type Stripe from 'stripe';

const codeOf = (cause: unknown) => (cause instanceof Error && 'code' in cause ? cause.code : undefined);
const isRefused = (cause: unknown) =>
  cause instanceof Error && 'statusCode' in cause && cause.statusCode === 400;

/**
 * Gives all of a payment back. Needs no idempotency key: Stripe never refunds more than was paid. False when Stripe
 * refuses, because the payment is disputed, say: no waiting will mend that.
 */
export async function refundPayment(
  stripe: Stripe,
  paymentIntent: string,
  reason: 'duplicate' | 'requested_by_customer',
): Promise<boolean> {
  try {
    await stripe.refunds.create({ payment_intent: paymentIntent, reason });
    return true;
  } catch (cause) {
    if (codeOf(cause) === 'charge_already_refunded') return true;
    if (isRefused(cause)) return false;
    throw cause;
  }
}
