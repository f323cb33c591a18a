import type Stripe from 'stripe';
import { parseCheckoutSession } from './checkout-session.ts';
import { findOrder } from './find-order.ts';
import { type FindPaymentDeps, findPayment } from './find-payment.ts';
import type { PaymentItem, Reversal } from './payment-item.ts';
import { refundState } from './reversal-event.ts';

/** Where Stripe and the table say different things of one payment. Nothing is mended by itself: staff look. */
export interface Difference {
  paymentId: string;
  /** The object at Stripe. */
  stripeId: string;
  words: string;
}

/** Created at Stripe from `gte` to before `lt`, Unix seconds. */
export interface Period {
  gte: number;
  lt: number;
}

function differenceOfSession(order: PaymentItem, session: Stripe.Checkout.Session): string | undefined {
  const isPaid = session.payment_status !== 'unpaid';
  if (isPaid && order.status !== 'paid') return `Stripe was paid, the payment is ${order.status} here`;
  return !isPaid && order.status === 'paid' ? 'Credits were granted, but Stripe was not paid' : undefined;
}

async function compareSessions(deps: FindPaymentDeps, created: Period): Promise<Difference[]> {
  const differences: Difference[] = [];
  const sessions = (await deps.stripe()).checkout.sessions.list({ status: 'complete', created, limit: 100 });
  for await (const session of sessions) {
    const readable = session.mode === 'payment' ? parseCheckoutSession(session) : undefined;
    const found = readable && (await findOrder(deps.table, readable));
    // What is not ours was parked when its event came.
    if (found?.outcome !== 'found') continue;
    const words = differenceOfSession(found.order, session);
    if (words) differences.push({ paymentId: found.order.paymentId, stripeId: session.id, words });
  }
  return differences;
}

/** Where a dispute's money is, by what it moved on our account at Stripe. */
function disputeState({ balance_transactions }: Stripe.Dispute): Reversal['state'] {
  if (balance_transactions.length === 0) return 'pending';
  return balance_transactions.reduce((sum, { amount }) => sum + amount, 0) < 0 ? 'taken' : 'returned';
}

/** Money that never moved leaves the same as money that came back: nothing taken. */
const isTaken = (state: Reversal['state'] | undefined) => state === 'taken';

async function compareReversal(
  deps: FindPaymentDeps,
  object: Stripe.Refund | Stripe.Dispute,
): Promise<Difference | undefined> {
  const found = await findPayment(deps, object);
  if (found.outcome !== 'found') return undefined;
  const { paymentId, reversals } = found.order;
  const noted = reversals[object.id];
  const state = object.object === 'refund' ? refundState(object.status) : disputeState(object);
  if (isTaken(state) === isTaken(noted?.state)) return undefined;
  const words = `The ${object.object} is ${state ?? object.status} at Stripe, ${noted?.state ?? 'unknown'} here`;
  return { paymentId, stripeId: object.id, words };
}

async function compareReversals(deps: FindPaymentDeps, created: Period): Promise<Difference[]> {
  const differences: Difference[] = [];
  const parameters = { created, limit: 100 };
  const { refunds, disputes } = await deps.stripe();
  for (const list of [refunds.list(parameters), disputes.list(parameters)]) {
    for await (const object of list as AsyncIterable<Stripe.Refund | Stripe.Dispute>) {
      const difference = await compareReversal(deps, object);
      if (difference) differences.push(difference);
    }
  }
  return differences;
}

/** Holds Stripe's paid checkouts, refunds and disputes of a period against the payments in the table. */
export async function compareWithStripe(deps: FindPaymentDeps, created: Period): Promise<Difference[]> {
  return [...(await compareSessions(deps, created)), ...(await compareReversals(deps, created))];
}
