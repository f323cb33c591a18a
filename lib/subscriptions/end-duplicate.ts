import type Stripe from 'stripe';
import { keys } from '../platform/keys.ts';
import type { Table } from '../platform/table.ts';
import { liveSubscriptions } from './list-subscriptions.ts';
import type { SubscriptionRow } from './subscription-item.ts';

export interface DuplicateDeps {
  table: Table;
  stripe(): Promise<Stripe>;
}

/** So that the mail on its end says why. The user's count moves with it: nobody writes over it what they read before. */
async function noteDuplicate(table: Table, duplicate: SubscriptionRow, of: string): Promise<void> {
  if (duplicate.duplicateOf === of) return;
  await table.transact([
    {
      Update: {
        Key: keys.subscription(duplicate.userId, duplicate.subscriptionId),
        UpdateExpression: 'SET duplicateOf = :of',
        ExpressionAttributeValues: { ':of': of },
      },
    },
    {
      Update: {
        Key: keys.user(duplicate.userId),
        UpdateExpression: 'ADD subscriptionsVersion :one',
        ExpressionAttributeValues: { ':one': 1 },
      },
    },
  ]);
}

async function endAtStripe(stripe: Stripe, subscriptionId: string): Promise<void> {
  try {
    await stripe.subscriptions.cancel(subscriptionId, { prorate: false, invoice_now: false });
  } catch (cause) {
    const { status } = await stripe.subscriptions.retrieve(subscriptionId);
    if (status !== 'canceled' && status !== 'incomplete_expired') throw cause;
  }
}

const isRefundedAlready = (cause: unknown): boolean =>
  cause instanceof Error && 'code' in cause && cause.code === 'charge_already_refunded';

/** Gives all of a payment back. Needs no idempotency key: Stripe never refunds more than was paid. */
async function refund(stripe: Stripe, paymentIntent: string): Promise<void> {
  try {
    await stripe.refunds.create({ payment_intent: paymentIntent, reason: 'duplicate' });
  } catch (cause) {
    if (!isRefundedAlready(cause)) throw cause;
  }
}

async function refundInvoices(stripe: Stripe, subscriptionId: string): Promise<void> {
  const invoices = stripe.invoices.list({ subscription: subscriptionId, status: 'paid', limit: 100 });
  for await (const { id, amount_paid } of invoices) {
    if (!id || amount_paid === 0) continue;
    for await (const { payment, status } of stripe.invoicePayments.list({ invoice: id, limit: 100 })) {
      const intent = payment.payment_intent;
      if (status === 'paid' && intent) await refund(stripe, typeof intent === 'string' ? intent : intent.id);
    }
  }
}

/**
 * Two tabs can pay two subscriptions all the same. The earlier stays; every later one is ended at Stripe, and all
 * that it took is refunded. Credits that it brought go with the refund. Repeating it changes nothing.
 * Answers the ids of those that were ended.
 */
export async function endDuplicates({ table, stripe }: DuplicateDeps, userId: string): Promise<string[]> {
  const [first, ...later] = await liveSubscriptions(table, userId);
  if (!first) return [];
  const client = await stripe();
  for (const duplicate of later) {
    await noteDuplicate(table, duplicate, first.subscriptionId);
    // Before its end: should we fall in between, it is still live, and found again.
    await refundInvoices(client, duplicate.subscriptionId);
    await endAtStripe(client, duplicate.subscriptionId);
  }
  return later.map(({ subscriptionId }) => subscriptionId);
}
