import type Stripe from 'stripe';

/** What Stripe will ask for with the next invoice, discounts and credit counted in. */
export interface NextPayment {
  amountCents: number;
  currency: string;
}

/** Of one that ends before its next invoice. */
const isNoneToCome = (cause: unknown): boolean =>
  cause instanceof Error && 'code' in cause && cause.code === 'invoice_upcoming_none';

/** Undefined when nothing will be asked for any more. */
export async function nextPayment(stripe: Stripe, subscriptionId: string): Promise<NextPayment | undefined> {
  try {
    const { amount_due, currency } = await stripe.invoices.createPreview({ subscription: subscriptionId });
    return { amountCents: amount_due, currency };
  } catch (cause) {
    if (isNoneToCome(cause)) return undefined;
    throw cause;
  }
}
