import type Stripe from 'stripe';
import type { PricedPlan } from '../plans/choose-plan.ts';
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
 * Moves the subscription to the plan now. What it costs is charged at once; without the payment all stays as it was,
 * and the change waits for it for up to 23 hours. A cancellation that was asked for before goes with it, since who
 * pays for more wants to stay.
 */
export async function upgrade(
  stripe: Stripe,
  from: SubscriptionRow,
  { target, change }: { target: PricedPlan; change: PlanChange },
): Promise<void> {
  const { subscriptionId } = from;
  const undone =
    from.cancelAt === null
      ? undefined
      : undoneCancellation(await stripe.subscriptions.retrieve(subscriptionId));
  const together = undone && 'cancel_at_period_end' in undone ? undone : {};
  const { pending_update } = await stripe.subscriptions.update(subscriptionId, {
    ...changedTo(from, target, change),
    payment_behavior: 'pending_if_incomplete',
    ...together,
  });
  // `cancel_at` cannot be part of an update that waits for its payment.
  if (undone && 'cancel_at' in undone && !pending_update)
    await stripe.subscriptions.update(subscriptionId, undone);
}

/**
 * Tries again to collect what an upgrade waits for: with another card by now, maybe. Throws what the bank refuses; the
 * upgrade then goes on waiting.
 */
export async function retryPayment(stripe: Stripe, { subscriptionId }: SubscriptionRow): Promise<void> {
  const { latest_invoice } = await stripe.subscriptions.retrieve(subscriptionId);
  if (!latest_invoice) return;
  await stripe.invoices.pay(typeof latest_invoice === 'string' ? latest_invoice : (latest_invoice.id ?? ''));
}
