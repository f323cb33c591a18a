import type Stripe from 'stripe';
import { refundPayment } from '../payments/refund-payment.ts';
import { keys } from '../platform/keys.ts';
import type { Table } from '../platform/table.ts';
import { liveSubscriptions } from './list-subscriptions.ts';
import { paidIntentsOf } from './paid-intents.ts';
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
        // Of who has deleted their account nobody is told, and nothing is made anew.
        ConditionExpression: 'attribute_exists(pk)',
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

/** The payments of a subscription that took money: none of a trial, or of a code that leaves nothing to pay. */
async function* paymentsOf(stripe: Stripe, subscriptionId: string): AsyncGenerator<string> {
  const invoices = stripe.invoices.list({ subscription: subscriptionId, status: 'paid', limit: 100 });
  for await (const { id, amount_paid } of invoices) {
    if (!id || amount_paid === 0) continue;
    yield* paidIntentsOf(stripe, id);
  }
}

/** Answers the payments whose refund Stripe refuses. */
async function refundAll(stripe: Stripe, subscriptionId: string): Promise<string[]> {
  const refused: string[] = [];
  for await (const intentId of paymentsOf(stripe, subscriptionId)) {
    if (!(await refundPayment(stripe, intentId, 'duplicate'))) refused.push(intentId);
  }
  return refused;
}

export interface Ended {
  /** The ids of the subscriptions. */
  ended: string[];
  /** Payments that are due back and that Stripe does not refund. */
  notRefunded: string[];
}

/**
 * Two tabs can pay two subscriptions all the same. The earlier stays; every later one is ended at Stripe, and all
 * that it took is refunded. Credits that it brought go with the refund. Repeating it changes nothing. The rows must be
 * as Stripe has them: which one stays is decided by them.
 */
export async function endDuplicates({ table, stripe }: DuplicateDeps, userId: string): Promise<Ended> {
  const [first, ...later] = await liveSubscriptions(table, userId);
  const done: Ended = { ended: [], notRefunded: [] };
  if (!first) return done;
  const client = await stripe();
  for (const duplicate of later) {
    await noteDuplicate(table, duplicate, first.subscriptionId);
    // Before its end: should we fall in between, it is still live, and found again.
    done.notRefunded.push(...(await refundAll(client, duplicate.subscriptionId)));
    await endAtStripe(client, duplicate.subscriptionId);
    done.ended.push(duplicate.subscriptionId);
  }
  return done;
}
