import type Stripe from 'stripe';
import { AppError } from '../contract/errors.ts';
import { orUpstreamFailure } from '../platform/stripe.ts';
import type { UserItem } from '../users/user-item.ts';
import { lacksCard } from './lacks-card.ts';
import { isEarlierOpening, type Opening } from './opening.ts';
import { endNow, voidInvoice } from './pending-at-stripe.ts';
import { type RefreshDeps, refreshSubscription } from './refresh-subscription.ts';
import { isLive } from './subscription-item.ts';

const subscriptionExists = () =>
  new AppError('subscription_exists', 'You have a subscription already; you can change its plan instead');

/** The customer's subscriptions that were not canceled, as Stripe has them now. Nobody has a hundred. */
export async function subscriptionsOfCustomer(
  stripe: Stripe,
  customer: string,
): Promise<Stripe.Subscription[]> {
  return (await stripe.subscriptions.list({ customer, limit: 100 })).data;
}

/**
 * Asked of Stripe, because the event that tells us may be on its way. A trial for which nobody has confirmed a card is
 * in nobody's way.
 */
export async function refuseSecond(
  stripe: Stripe,
  subscriptions: readonly Stripe.Subscription[],
): Promise<void> {
  for (const one of subscriptions)
    if (isLive(one) && !(await lacksCard(stripe, one))) throw subscriptionExists();
}

/** For who is known to have one: as Stripe has it now, because the event of its end may be on its way. */
export async function refuseSubscriber(deps: RefreshDeps, { subscription }: UserItem): Promise<void> {
  if (!subscription || !isLive(subscription)) return;
  const { subscriptionId, customerId } = subscription;
  const now = await orUpstreamFailure(() => refreshSubscription(deps, subscriptionId, customerId));
  if (now.outcome === 'parked' || isLive(now.subscription)) throw subscriptionExists();
}

/** Whether the person has still to confirm its first payment, or a card for after its trial. */
export const isUnconfirmed = ({ status, pending_setup_intent }: Stripe.Subscription): boolean =>
  status === 'incomplete' || (isLive({ status }) && pending_setup_intent !== null);

/** One that was paid in this moment made a subscription. */
export async function expireSession({ checkout }: Stripe, sessionId: string): Promise<void> {
  try {
    await checkout.sessions.expire(sessionId);
  } catch (cause) {
    const { status } = await checkout.sessions.retrieve(sessionId);
    if (status === 'complete') throw subscriptionExists();
    if (status === 'open') throw cause;
  }
}

/**
 * Takes back a subscription that nobody has confirmed. An open invoice goes first: once that is void nobody can pay
 * it, and if it was paid in this moment the subscription is a live one, and is left alone. So is a trial whose card
 * was confirmed in this moment.
 */
export async function dropUnconfirmed(
  stripe: Stripe,
  { id, status, latest_invoice, pending_setup_intent }: Stripe.Subscription,
): Promise<void> {
  const invoice = typeof latest_invoice === 'string' ? latest_invoice : latest_invoice?.id;
  if (status === 'incomplete' && invoice) {
    await voidInvoice(stripe, invoice);
    if (isLive(await stripe.subscriptions.retrieve(id))) throw subscriptionExists();
  }
  const now = pending_setup_intent && (await stripe.subscriptions.retrieve(id));
  if (now && isLive(now) && now.pending_setup_intent === null) throw subscriptionExists();
  await endNow(stripe, id);
}

/**
 * Closes whatever the customer could subscribe by that was opened before, so that nobody pays for two. To be called
 * with the opening in hand: what another tab has told its person by then is seen here, and what it makes later it
 * takes back itself (`keepOpening`).
 */
export async function closeEarlierWays(stripe: Stripe, customer: string, opening: Opening): Promise<void> {
  const { data: sessions } = await stripe.checkout.sessions.list({ customer, status: 'open', limit: 100 });
  for (const { id, mode, metadata } of sessions)
    if (mode === 'subscription' && isEarlierOpening(metadata, opening)) await expireSession(stripe, id);
  const subscriptions = await subscriptionsOfCustomer(stripe, customer);
  const isEarlier = (one: Stripe.Subscription) =>
    isUnconfirmed(one) && isEarlierOpening(one.metadata, opening);
  for (const subscription of subscriptions.filter(isEarlier)) await dropUnconfirmed(stripe, subscription);
  await refuseSecond(
    stripe,
    subscriptions.filter((one) => !isUnconfirmed(one)),
  );
}
