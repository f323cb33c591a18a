import type Stripe from 'stripe';
import type { PricedPlan } from '../plans/choose-plan.ts';
import { noteUpgrade, releaseIfOutlived } from './outlived-schedule.ts';
import { pendingInvoice } from './pending-at-stripe.ts';
import type { PlanChange } from './plan-change.ts';
import type { SubscriptionRow } from './subscription-item.ts';

type Ending = Pick<Stripe.Subscription, 'cancel_at' | 'cancel_at_period_end'>;

/**
 * What undoes a cancellation. Our own route and most others say `cancel_at_period_end`; Stripe's portal sets only
 * `cancel_at` in flexible billing mode.
 */
export function undoneCancellation({
  cancel_at_period_end,
  cancel_at,
}: Ending): { cancel_at_period_end: false } | { cancel_at: '' } | undefined {
  if (cancel_at_period_end) return { cancel_at_period_end: false };
  return cancel_at === null ? undefined : { cancel_at: '' };
}

/** The change itself, as an update and its preview both name it. */
export function changedTo(
  { subscriptionItemId, interval }: SubscriptionRow,
  target: PricedPlan,
  change: PlanChange,
) {
  return {
    items: [{ id: subscriptionItemId, price: target.priceId }],
    proration_behavior: 'always_invoice' as const,
    ...(change === 'endsTrial' ? { trial_end: 'now' as const } : {}),
    // Said outright: whether another interval begins a period of its own depends on the billing mode.
    ...(change === 'up' && interval !== target.interval
      ? { billing_cycle_anchor: { type: 'now' as const } }
      : {}),
  };
}

/**
 * What takes a cancellation back together with an upgrade that may wait for its payment. Such an update knows no
 * `cancel_at`, so the portal's end with the period is said as `cancel_at_period_end` first: the end stays the same.
 */
async function undoneTogether(
  stripe: Stripe,
  { id, cancel_at, cancel_at_period_end, items }: Stripe.Subscription,
): Promise<{ cancel_at_period_end?: false }> {
  if (cancel_at_period_end) return { cancel_at_period_end: false };
  const endsWithPeriod = items.data.every(({ current_period_end }) => cancel_at === current_period_end);
  if (!endsWithPeriod) return {};
  await stripe.subscriptions.update(id, { cancel_at_period_end: true });
  return { cancel_at_period_end: false };
}

/** Once the upgrade is paid: what was to happen at the end of the period gives way to it. */
async function finish(
  stripe: Stripe,
  now: Stripe.Subscription,
  { subscriptionItemId }: SubscriptionRow,
): Promise<void> {
  if (now.pending_update) return;
  const price = now.items.data.find(({ id }) => id === subscriptionItemId)?.price.id;
  if (now.schedule && price) await releaseIfOutlived(stripe, idOf(now.schedule), price);
  const undone = undoneCancellation(now);
  if (undone) await stripe.subscriptions.update(now.id, undone);
}

const idOf = (one: string | { id: string }) => (typeof one === 'string' ? one : one.id);

/**
 * Moves the subscription to the plan now. What it costs is charged at once; without the payment all stays as it was,
 * and the change waits for it: for 23 hours, or until the trial or the period ends, if that is sooner. A cancellation
 * or a scheduled change that was asked for before goes with it, since who pays for more wants to stay.
 */
export async function upgrade(
  stripe: Stripe,
  from: SubscriptionRow,
  { target, change }: { target: PricedPlan; change: PlanChange },
): Promise<void> {
  const { subscriptionId, scheduleId, cancelAt } = from;
  if (scheduleId !== null) await noteUpgrade(stripe, scheduleId, target.priceId);
  const undone =
    cancelAt === null
      ? {}
      : await undoneTogether(stripe, await stripe.subscriptions.retrieve(subscriptionId));
  const after = await stripe.subscriptions.update(subscriptionId, {
    ...changedTo(from, target, change),
    payment_behavior: 'pending_if_incomplete',
    ...undone,
  });
  await finish(stripe, after, from);
}

/**
 * Tries again to collect what an upgrade waits for: with another card by now, maybe. Throws what the bank refuses; the
 * upgrade then goes on waiting. One that is paid or given up meanwhile is left as it is.
 */
export async function retryPayment(stripe: Stripe, from: SubscriptionRow): Promise<void> {
  const { subscriptionId } = from;
  const invoice = await pendingInvoice(stripe, await stripe.subscriptions.retrieve(subscriptionId));
  if (invoice !== undefined) await stripe.invoices.pay(invoice);
  await finish(stripe, await stripe.subscriptions.retrieve(subscriptionId), from);
}
