import type { Catalog } from '../contract/catalog.ts';
import type { SubscriptionAnswer } from '../contract/subscription-routes.ts';
import { planOfTier } from '../plans/catalog.ts';
import { standingOf } from './standing.ts';
import { isLive, type Subscription } from './subscription-item.ts';

/** Nothing is subscribed before the first payment, or the card of a trial, nor after the end. */
export const isSubscribed = (subscription: Subscription | undefined): subscription is Subscription =>
  subscription !== undefined && isLive(subscription);

/** What is subscribed to, by the catalog as it is now: a plan that is not sold any more has only its tier. */
function plan(catalog: Catalog, { tier, interval, amountCents, currency }: Subscription) {
  const known = planOfTier(catalog, tier);
  return {
    subscribed_tier: tier,
    plan_name: known?.name ?? tier,
    interval,
    monthly_credits: known?.credits ?? 0,
    amount: amountCents,
    currency,
  };
}

function timing(subscription: Subscription) {
  return {
    current_period_start: subscription.currentPeriodStart,
    current_period_end: subscription.currentPeriodEnd,
    cancel_at_period_end: subscription.cancelAtPeriodEnd,
    cancel_at: subscription.cancelAt,
    trial_end: subscription.trialEnd,
  };
}

function pendingChange({ pendingChange: pending }: Subscription): SubscriptionAnswer['pending_change'] {
  if (!pending) return null;
  const { tier, interval, waitsFor, effectiveAt } = pending;
  return { tier, interval, waits_for: waitsFor, effective_at: effectiveAt };
}

/** What `GET /api/payments/subscription` says; null when nothing is subscribed. Asks Stripe nothing. */
export function subscriptionAnswer(
  catalog: Catalog,
  subscription: Subscription | undefined,
  now: Date,
): SubscriptionAnswer | null {
  if (!isSubscribed(subscription)) return null;
  const { plan: given, graceUntil } = standingOf(catalog, subscription, now);
  return {
    id: subscription.subscriptionId,
    tier: given.tier,
    unlimited: given.unlimited,
    entitlements: given.entitlements,
    ...plan(catalog, subscription),
    ...timing(subscription),
    status: subscription.status,
    collection_paused: subscription.collectionPaused,
    pending_change: pendingChange(subscription),
    grace_until: graceUntil,
    payment_url: subscription.paymentUrl,
  };
}
