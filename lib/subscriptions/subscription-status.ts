import type { Catalog } from '../contract/catalog.ts';
import { planOfTier } from '../plans/catalog.ts';
import { epochSeconds } from '../platform/clock.ts';
import { isSubscribed } from './subscription-answer.ts';
import { isFinal, type Subscription } from './subscription-item.ts';

interface SubscriptionStatus {
  has_subscription: boolean;
  status: string;
  /** Unix seconds. */
  current_period_end?: number;
  plan_name?: string;
}

const countsAsHaving = ['active', 'trialing', 'past_due'];
/** Begun, and never paid. */
const neverPaid = ['incomplete', 'incomplete_expired'];

/** A trial without a card, too, was begun and is not confirmed. */
const statusOfNone = ({ status, awaitsCard }: Subscription): string => {
  if (awaitsCard && !isFinal({ status })) return 'incomplete';
  return neverPaid.includes(status) ? status : 'none';
};

/** What `GET /api/payments/subscription-status` says, in the shape that clients of old know. */
export function subscriptionStatus(
  catalog: Catalog,
  subscription: Subscription | undefined,
): SubscriptionStatus {
  if (!subscription) return { has_subscription: false, status: 'none' };
  const { status, knownStatus, tier, currentPeriodEnd } = subscription;
  if (!isSubscribed(subscription)) return { has_subscription: false, status: statusOfNone(subscription) };
  return {
    has_subscription: countsAsHaving.includes(knownStatus),
    status,
    current_period_end: epochSeconds(new Date(currentPeriodEnd)),
    plan_name: planOfTier(catalog, tier)?.name ?? tier,
  };
}
