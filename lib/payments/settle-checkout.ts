import type Stripe from 'stripe';
import type { StripeEvent } from '../contract/stripe-events.ts';
import { recordEntry } from '../credits/entry.ts';
import { giveBack } from '../erasure/give-back.ts';
import { type ConsumerOutcome, done, ignored, parked } from '../events/outcome.ts';
import { keys } from '../platform/keys.ts';
import type { Outside } from '../platform/outside.ts';
import type { TransactionAction } from '../platform/table.ts';
import { type Purchase, type RewardDeps, rewardReferral } from '../referrals/reward-referral.ts';
import { type CheckoutSession, readCheckoutSession } from './checkout-session.ts';
import { findOrder } from './find-order.ts';
import type { PaymentItem } from './payment-item.ts';

export interface SettleDeps extends RewardDeps {
  outside: Outside;
  stripe(): Promise<Stripe>;
}

type Status = PaymentItem['status'];

/** From which states a payment may come to another without money. `paid` comes from any of them, with its entry. */
const earlierStates: Record<'processing' | 'failed' | 'expired', Status[]> = {
  processing: ['open'],
  failed: ['open', 'processing'],
  expired: ['open'],
};

/** The state of a payment that was not paid; an event that comes late changes nothing. */
async function noteUnpaid(
  { table }: SettleDeps,
  order: PaymentItem,
  to: keyof typeof earlierStates,
): Promise<ConsumerOutcome> {
  const from = earlierStates[to];
  await table.update({
    Key: keys.payment(order.userId, order.paymentId),
    UpdateExpression: 'SET #status = :to',
    ConditionExpression: `#status IN (${from.map((_, i) => `:from${i}`).join(', ')})`,
    ExpressionAttributeNames: { '#status': 'status' },
    ExpressionAttributeValues: {
      ':to': to,
      ...Object.fromEntries(from.map((state, i) => [`:from${i}`, state])),
    },
  });
  return done(`Payment ${order.paymentId} noted as ${to}`);
}

/** The cause of a purchase is its checkout session: every event about it builds the same ledger key. */
function purchaseCause(sessionId: string): string {
  return `purchase:${sessionId}`;
}

function markPaid(order: PaymentItem, session: CheckoutSession, now: string): TransactionAction {
  return {
    Update: {
      Key: keys.payment(order.userId, order.paymentId),
      UpdateExpression:
        'SET #status = :paid, creditsGranted = :credits, amountPaidCents = :amount, checkoutSessionId = :session, paidAt = :now',
      ConditionExpression:
        'attribute_exists(pk) AND #status <> :paid AND (attribute_not_exists(checkoutSessionId) OR checkoutSessionId = :session)',
      ExpressionAttributeNames: { '#status': 'status' },
      ExpressionAttributeValues: {
        ':paid': 'paid',
        ':credits': order.credits,
        ':amount': session.amount_total ?? order.amountCents,
        ':session': session.id,
        ':now': now,
      },
    },
  };
}

/** Grants what the order bought: entry, balance and payment row in one transaction, once for its session. */
async function grant(
  deps: SettleDeps,
  order: PaymentItem,
  session: CheckoutSession,
  eventId: string,
): Promise<ConsumerOutcome> {
  const result = await deps.table.transact([
    ...recordEntry({
      userId: order.userId,
      cause: purchaseCause(session.id),
      // The order's own time: no event can move the entry to another key.
      causedAt: order.createdAt,
      type: 'Purchase',
      creditsDelta: order.credits,
      notes: `One-time purchase: ${order.description}`,
      sourceKind: 'checkout_session',
      sourceId: session.id,
      eventId,
    }),
    markPaid(order, session, deps.outside.clock.now().toISOString()),
  ]);
  if (result.outcome === 'done') return done(`Granted ${order.description} for ${session.id}`);
  const [entryIsThere] = result.refused;
  if (entryIsThere) return done(`${session.id} was granted before`);
  return parked(
    'paid_otherwise',
    `Payment ${order.paymentId} was changed meanwhile, or is paid by another session`,
  );
}

const purchaseOf = (order: PaymentItem, session: CheckoutSession, eventId: string): Purchase => ({
  userId: order.userId,
  paymentId: order.paymentId,
  amountCents: session.amount_total ?? order.amountCents,
  causedAt: order.createdAt,
  eventId,
});

/** What Stripe took must be for what we ordered: before discounts, in the same currency. */
function disagrees(order: PaymentItem, { amount_subtotal, currency }: CheckoutSession): string | undefined {
  if (typeof amount_subtotal === 'number' && amount_subtotal !== order.amountCents) {
    return `The session is over ${amount_subtotal}, the order ${order.paymentId} over ${order.amountCents}`;
  }
  if (typeof currency === 'string' && currency !== order.currency) {
    return `The session is in ${currency}, the order ${order.paymentId} in ${order.currency}`;
  }
  return undefined;
}

interface Paid {
  order: PaymentItem;
  /** When its person deleted their account. */
  erasedAt?: string;
}

/** What is granted when nobody is left to use it is granted for the books, and given back. */
async function grantOrGiveBack(
  deps: SettleDeps,
  { order, erasedAt }: Paid,
  session: CheckoutSession,
  eventId: string,
): Promise<ConsumerOutcome> {
  const outcome = await grant(deps, order, session, eventId);
  const isLate = erasedAt !== undefined && (order.paidAt === undefined || order.paidAt >= erasedAt);
  if (outcome.state !== 'done') return outcome;
  if (!isLate) {
    await rewardReferral(deps, purchaseOf(order, session, eventId));
    return outcome;
  }
  const intents = session.payment_intent ? [session.payment_intent] : [];
  return giveBack(await deps.stripe(), { what: order.paymentId, intents });
}

const paidStatuses = ['paid', 'no_payment_required'];

async function settle(
  deps: SettleDeps,
  paid: Paid,
  session: CheckoutSession,
  event: StripeEvent,
): Promise<ConsumerOutcome> {
  const { order } = paid;
  if (event.type === 'checkout.session.expired') return noteUnpaid(deps, order, 'expired');
  if (event.type === 'checkout.session.async_payment_failed') return noteUnpaid(deps, order, 'failed');
  if (session.payment_status === 'unpaid') return noteUnpaid(deps, order, 'processing');
  if (!paidStatuses.includes(session.payment_status))
    return parked('unknown_status', `Unknown payment_status ${session.payment_status}`);
  const fault = disagrees(order, session);
  return fault ? parked('amount_differs', fault) : grantOrGiveBack(deps, paid, session, event.id);
}

/** What a `checkout.session.*` event does to credits: the order that it pays decides what is granted. */
export async function settleCheckout(deps: SettleDeps, event: StripeEvent): Promise<ConsumerOutcome> {
  const session = readCheckoutSession(event);
  if (!session) return parked('unreadable', 'The checkout session has a shape that is not known');
  if (session.mode !== 'payment') return ignored(`Checkout of mode ${session.mode} buys no credits`);
  const found = await findOrder(deps.table, session);
  if (found.outcome === 'found') return settle(deps, found, session, event);
  // One that we made and fell before noting it, whose order went on with another: nobody paid it, nobody can.
  const isNothing = event.type === 'checkout.session.expired' && found.parked.code === 'unknown_payment';
  return isNothing ? ignored('It ran out, and no order waits for it') : found.parked;
}
