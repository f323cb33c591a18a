import type Stripe from 'stripe';

/** What a subscription took, and what of it went back or is on its way back. */
export interface MoneyTaken {
  paidCents: number;
  refundedCents: number;
}

async function refundedCentsOf(stripe: Stripe, paymentIntent: string): Promise<number> {
  let sum = 0;
  for await (const { amount, status } of stripe.refunds.list({ payment_intent: paymentIntent, limit: 100 }))
    if (status !== 'failed' && status !== 'canceled') sum += amount;
  return sum;
}

/** As Stripe has it now. What was paid there in another way than by a payment intent counts as not refunded. */
export async function moneyTaken(stripe: Stripe, subscriptionId: string): Promise<MoneyTaken> {
  const taken = { paidCents: 0, refundedCents: 0 };
  const invoices = stripe.invoices.list({ subscription: subscriptionId, status: 'paid', limit: 100 });
  for await (const { id, amount_paid } of invoices) {
    // A trial's first one is paid too, over nothing.
    if (!id || amount_paid === 0) continue;
    taken.paidCents += amount_paid;
    for await (const { payment, status } of stripe.invoicePayments.list({ invoice: id, limit: 100 })) {
      const { payment_intent: intent } = payment;
      const intentId = typeof intent === 'object' ? intent?.id : intent;
      if (status === 'paid' && intentId) taken.refundedCents += await refundedCentsOf(stripe, intentId);
    }
  }
  return taken;
}
