import type Stripe from 'stripe';
import { isMissingAtStripe, orUpstreamFailure } from '../platform/stripe.ts';
import type { UserItem } from '../users/user-item.ts';
import { noActiveSubscription } from './current-subscription.ts';
import { closeInvoices, dropPendingUpdate, endNow, releaseSchedule } from './pending-at-stripe.ts';
import { type RefreshDeps, refreshSubscription } from './refresh-subscription.ts';
import { isFinal, isLive, type Subscription } from './subscription-item.ts';

const words = {
  atPeriodEnd: 'Subscription will cancel at period end',
  now: 'Subscription canceled',
} as const;

interface Canceled {
  status: 'success';
  message: (typeof words)[keyof typeof words];
}

/** Of these no period is paid for that could be waited for. */
const endsAtOnce = ['past_due', 'unpaid', 'paused'];

async function fetchNow(stripe: Stripe, { subscriptionId }: Subscription): Promise<Stripe.Subscription> {
  try {
    return await stripe.subscriptions.retrieve(subscriptionId);
  } catch (cause) {
    throw isMissingAtStripe(cause) ? noActiveSubscription() : cause;
  }
}

/** First the end, since a void invoice would make it active again; what is voided, nobody tries to collect. */
async function cancelNow(stripe: Stripe, id: string): Promise<Canceled> {
  await endNow(stripe, id);
  await closeInvoices(stripe, { subscription: id });
  return { status: 'success', message: words.now };
}

const endsWithPeriod = ({ cancel_at, cancel_at_period_end, items }: Stripe.Subscription): boolean =>
  cancel_at_period_end ||
  (cancel_at !== null && items.data.every(({ current_period_end }) => cancel_at <= current_period_end));

async function cancelAtPeriodEnd(stripe: Stripe, now: Stripe.Subscription): Promise<Canceled> {
  // A subscription with a schedule takes no cancellation; and who leaves pays for no other plan any more.
  if (now.schedule)
    await releaseSchedule(stripe, typeof now.schedule === 'string' ? now.schedule : now.schedule.id);
  await dropPendingUpdate(stripe, now);
  if (!endsWithPeriod(now)) await stripe.subscriptions.update(now.id, { cancel_at_period_end: true });
  return { status: 'success', message: words.atPeriodEnd };
}

async function cancelAtStripe(stripe: Stripe, known: Subscription): Promise<Canceled> {
  const now = await fetchNow(stripe, known);
  if (isFinal(now)) {
    // One that was ended by a request at the same time, or by one that did not come to its invoices.
    const closed = await closeInvoices(stripe, { subscription: now.id });
    if (closed === 0 && isFinal(known)) throw noActiveSubscription();
    return { status: 'success', message: words.now };
  }
  if (!isLive(now)) throw noActiveSubscription();
  return endsAtOnce.includes(now.status) ? cancelNow(stripe, now.id) : cancelAtPeriodEnd(stripe, now);
}

/**
 * Cancels at the end of the period, or of the trial; at once while a payment is overdue, and then nothing more is
 * tried to be collected. Twice is as good as once. Works also for a plan that cannot be read here.
 */
export async function cancelSubscription(deps: RefreshDeps, user: UserItem): Promise<Canceled> {
  const stripe = await deps.stripe();
  const { subscription } = user;
  if (!subscription) throw noActiveSubscription();
  const canceled = await orUpstreamFailure(() => cancelAtStripe(stripe, subscription));
  await orUpstreamFailure(() =>
    refreshSubscription(deps, subscription.subscriptionId, subscription.customerId),
  );
  return canceled;
}
