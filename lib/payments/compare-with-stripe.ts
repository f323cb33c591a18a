import type Stripe from 'stripe';
import * as z from 'zod/mini';
import type { StripeEvent } from '../contract/stripe-events.ts';
import { NotYet } from '../events/outcome.ts';
import { keys } from '../platform/keys.ts';
import { isMissingAtStripe } from '../platform/stripe.ts';
import { type CompareInvoiceDeps, compareInvoice } from '../subscriptions/compare-invoice.ts';
import { compareSubscriptionNow } from '../subscriptions/compare-subscription.ts';
import { lookUpPaymentOfInvoice } from '../subscriptions/invoice-payment.ts';
import { type CheckoutSession, parseCheckoutSession } from './checkout-session.ts';
import type { Compared, Difference } from './difference.ts';
import { findOrder } from './find-order.ts';
import { findPayment } from './find-payment.ts';
import type { FoundOrder } from './order-found.ts';
import { standingOf } from './reversal-event.ts';
import { idOrObject } from './stripe-id.ts';

export type CompareDeps = CompareInvoiceDeps;

async function compareSession(deps: CompareDeps, session: CheckoutSession): Promise<Compared> {
  const isPaid = session.payment_status !== 'unpaid';
  if (session.mode !== 'payment') return 'same';
  const found = await findOrder(deps.table, session);
  if (found.outcome === 'missing') {
    const words = `Paid at Stripe. ${found.parked.reason}`;
    const difference = { stripeId: session.id, ours: undefined, words, staff: found.parked.code };
    return isPaid ? difference : 'same';
  }
  const { paymentId, status, checkoutSessionId } = found.order;
  const isPaidHere = status === 'paid' && checkoutSessionId === session.id;
  if (isPaid === isPaidHere) return 'same';
  const here = status === 'paid' ? 'paid by another checkout' : status;
  const difference = { stripeId: session.id, ours: paymentId };
  if (isPaid) return { ...difference, words: `Stripe was paid, the payment is ${here} here` };
  return { ...difference, words: 'Credits were granted, but Stripe was not paid', staff: 'unpaid_grant' };
}

/** The payment that the money went back of; or the words for why its credits are still to come. */
async function paymentFor(
  deps: CompareDeps,
  object: Stripe.Refund | Stripe.Dispute,
): Promise<FoundOrder | { outcome: 'notYet'; words: string }> {
  try {
    return await findPayment(deps, object, lookUpPaymentOfInvoice);
  } catch (cause) {
    if (cause instanceof NotYet) return { outcome: 'notYet', words: cause.message };
    throw cause;
  }
}

async function compareReversal(deps: CompareDeps, object: Stripe.Refund | Stripe.Dispute): Promise<Compared> {
  const { id: stripeId, currency } = object;
  const standing = standingOf(object);
  if (!standing) {
    const words = `The ${object.object} has a status that is not known: ${object.status}`;
    return { stripeId, ours: undefined, words, staff: 'unknown_status' };
  }
  const there = standing.takenCents;
  const found = await paymentFor(deps, object);
  if (found.outcome !== 'found') {
    if (there === 0) return 'same';
    const why = found.outcome === 'missing' ? found.parked.reason : found.words;
    const difference = {
      stripeId,
      ours: undefined,
      words: `Back with the payer: ${there} ${currency}. ${why}`,
    };
    return found.outcome === 'missing' ? { ...difference, staff: found.parked.code } : difference;
  }
  const { paymentId: ours, reversals } = found.order;
  const here = reversals[object.id]?.takenCents ?? 0;
  if (there === here) return 'same';
  const words = `Of the ${object.object} the payer has ${there} ${currency} at Stripe, ${here} here`;
  return { stripeId, ours, words };
}

const userOfCustomer = z.object({ userId: z.string() });
const customerOfUser = z.object({ stripeCustomerId: z.optional(z.string()) });

async function compareCustomer({ table, stripe }: CompareDeps, stripeId: string): Promise<Compared> {
  const { deleted } = await (await stripe()).customers.retrieve(stripeId);
  const known = z.safeParse(userOfCustomer, await table.get(keys.customer(stripeId)));
  if (!deleted || !known.success) return 'same';
  const { userId: ours } = known.data;
  const user = customerOfUser.parse((await table.get(keys.user(ours))) ?? {});
  if (user.stripeCustomerId !== stripeId) return 'same';
  return { stripeId, ours, words: 'The customer is deleted at Stripe, and still the one of a user here' };
}

const schedule = z.looseObject({
  subscription: z.nullish(idOrObject),
  released_subscription: z.nullish(idOrObject),
});

/** The id of the object that an event tells of: for a schedule, its subscription. */
export function objectIdOf({ type, data: { object } }: StripeEvent): string | undefined {
  if (type.startsWith('subscription_schedule.')) {
    const { data } = z.safeParse(schedule, object);
    return data?.subscription ?? data?.released_subscription ?? undefined;
  }
  return typeof object.id === 'string' ? object.id : undefined;
}

async function compareCheckout(deps: CompareDeps, stripeId: string): Promise<Compared> {
  const session = parseCheckoutSession(await (await deps.stripe()).checkout.sessions.retrieve(stripeId));
  if (session) return compareSession(deps, session);
  const words = 'The session has a shape that is not known';
  return { stripeId, ours: undefined, words, staff: 'unreadable' };
}

const comparisons: [id: RegExp, compare: (deps: CompareDeps, id: string) => Promise<Compared>][] = [
  [/^cs_/, compareCheckout],
  [/^in_/, compareInvoice],
  [/^sub_/, compareSubscriptionNow],
  [/^cus_/, compareCustomer],
  [/^(re|pyr)_/, async (deps, id) => compareReversal(deps, await (await deps.stripe()).refunds.retrieve(id))],
  [
    /^(du|dp|pdp)_/,
    async (deps, id) => compareReversal(deps, await (await deps.stripe()).disputes.retrieve(id)),
  ],
];

/** Holds the object as Stripe has it now against what is here; undefined when they agree. Writes nothing. */
export async function differenceOf(deps: CompareDeps, id: string): Promise<Difference | undefined> {
  const compare = comparisons.find(([shape]) => shape.test(id))?.[1];
  try {
    const compared = await compare?.(deps, id);
    return compared === 'same' ? undefined : compared;
  } catch (cause) {
    // Of another account, or made up by hand: its event was parked for that.
    if (isMissingAtStripe(cause)) return undefined;
    throw cause;
  }
}

/** Ids of all completed checkouts, invoices, refunds and disputes that were made in that time, however long ago. */
export async function* objectIdsIn(
  { stripe }: CompareDeps,
  created: { gte: number; lt: number },
): AsyncGenerator<string> {
  const client = await stripe();
  const parameters = { created, limit: 100 };
  for await (const { id } of client.checkout.sessions.list({ ...parameters, status: 'complete' })) yield id;
  for await (const { id } of client.invoices.list(parameters)) if (id) yield id;
  for await (const { id } of client.refunds.list(parameters)) yield id;
  for await (const { id } of client.disputes.list(parameters)) yield id;
}
