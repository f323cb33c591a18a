import type Stripe from 'stripe';
import type { StripeEvent } from '../contract/stripe-events.ts';
import { isMissingAtStripe } from '../platform/stripe.ts';
import { type CheckoutSession, parseCheckoutSession } from './checkout-session.ts';
import { findOrder } from './find-order.ts';
import { type FindPaymentDeps, findPayment } from './find-payment.ts';
import { standingOf } from './reversal-event.ts';

/** Where Stripe and the table say different things of one payment. Nothing is mended by itself: staff look. */
export interface Difference {
  /** The checkout session, refund or dispute at Stripe. */
  stripeId: string;
  /** Ours; undefined when there is none. */
  paymentId: string | undefined;
  words: string;
}

type Compared = Difference | 'same';

async function compareSession(deps: FindPaymentDeps, session: CheckoutSession): Promise<Compared> {
  const isPaid = session.payment_status !== 'unpaid';
  if (session.mode !== 'payment') return 'same';
  const found = await findOrder(deps.table, session);
  if (found.outcome === 'missing') {
    const words = `Paid at Stripe. ${found.parked.reason}`;
    return isPaid ? { stripeId: session.id, paymentId: undefined, words } : 'same';
  }
  const { paymentId, status, checkoutSessionId } = found.order;
  const isPaidHere = status === 'paid' && checkoutSessionId === session.id;
  if (isPaid === isPaidHere) return 'same';
  const here = status === 'paid' ? 'paid by another checkout' : status;
  const words = isPaid
    ? `Stripe was paid, the payment is ${here} here`
    : 'Credits were granted, but Stripe was not paid';
  return { stripeId: session.id, paymentId, words };
}

async function compareReversal(
  deps: FindPaymentDeps,
  object: Stripe.Refund | Stripe.Dispute,
): Promise<Compared> {
  const standing = standingOf(object);
  if (!standing) {
    const words = `The ${object.object} has a status that is not known: ${object.status}`;
    return { stripeId: object.id, paymentId: undefined, words };
  }
  const there = standing.takenCents;
  const found = await findPayment(deps, object);
  if (found.outcome === 'missing') {
    const words = `Back with the payer: ${there} ${object.currency}. ${found.parked.reason}`;
    return there > 0 ? { stripeId: object.id, paymentId: undefined, words } : 'same';
  }
  const { paymentId, reversals } = found.order;
  const here = reversals[object.id]?.takenCents ?? 0;
  if (there === here) return 'same';
  const words = `Of the ${object.object} the payer has ${there} ${object.currency} at Stripe, ${here} here`;
  return { stripeId: object.id, paymentId, words };
}

/** The id of the object that an event about a payment tells of: a session, refund or dispute. */
export function objectIdOf({ data: { object } }: StripeEvent): string | undefined {
  return typeof object.id === 'string' ? object.id : undefined;
}

async function compareNow(deps: FindPaymentDeps, id: string): Promise<Compared> {
  const stripe = await deps.stripe();
  if (id.startsWith('cs_')) {
    const session = parseCheckoutSession(await stripe.checkout.sessions.retrieve(id));
    if (session) return compareSession(deps, session);
    return { stripeId: id, paymentId: undefined, words: 'The session has a shape that is not known' };
  }
  const isRefund = /^(re|pyr)_/.test(id);
  return compareReversal(
    deps,
    isRefund ? await stripe.refunds.retrieve(id) : await stripe.disputes.retrieve(id),
  );
}

/** Holds the object as Stripe has it now against the payment in the table; undefined when they agree. */
export async function differenceOf(deps: FindPaymentDeps, id: string): Promise<Difference | undefined> {
  try {
    const compared = await compareNow(deps, id);
    return compared === 'same' ? undefined : compared;
  } catch (cause) {
    // Of another account, or made up by hand: its event was parked for that.
    if (isMissingAtStripe(cause)) return undefined;
    throw cause;
  }
}

/** Ids of all completed checkouts, refunds and disputes that were made in that time, however long ago. */
export async function* objectIdsIn(
  { stripe }: FindPaymentDeps,
  created: { gte: number; lt: number },
): AsyncGenerator<string> {
  const client = await stripe();
  const parameters = { created, limit: 100 };
  for await (const { id } of client.checkout.sessions.list({ ...parameters, status: 'complete' })) yield id;
  for await (const { id } of client.refunds.list(parameters)) yield id;
  for await (const { id } of client.disputes.list(parameters)) yield id;
}
