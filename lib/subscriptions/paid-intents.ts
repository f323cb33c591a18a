import type Stripe from 'stripe';

/** The payments of an invoice that took money. */
export async function* paidIntentsOf(stripe: Stripe, invoice: string): AsyncGenerator<string> {
  for await (const { payment, status } of stripe.invoicePayments.list({ invoice, limit: 100 })) {
    const { payment_intent: intent } = payment;
    const intentId = typeof intent === 'object' ? intent?.id : intent;
    if (status === 'paid' && intentId) yield intentId;
  }
}
