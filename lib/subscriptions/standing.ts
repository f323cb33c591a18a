import type { Catalog, Plan } from '../contract/catalog.ts';
import { freePlan, planOfTier } from '../plans/catalog.ts';
import type { Subscription } from './subscription-item.ts';

/** What a person's plan gives them now. */
export interface Standing {
  plan: Plan;
  /** While past due: until when the plan is kept. */
  graceUntil: string | null;
}

const dayMs = 86_400_000;

function graceUntilOf(subscription: Subscription, { grace_days }: Catalog): string | null {
  const { knownStatus, overdueSince } = subscription;
  if (knownStatus !== 'past_due' || overdueSince === null) return null;
  return new Date(Date.parse(overdueSince) + grace_days * dayMs).toISOString();
}

function isInEffect(
  { knownStatus, awaitsCard }: Subscription,
  graceUntil: string | null,
  now: Date,
): boolean {
  if (awaitsCard) return false;
  if (knownStatus === 'past_due') return graceUntil === null || now.toISOString() < graceUntil;
  return knownStatus === 'active' || knownStatus === 'trialing';
}

/**
 * The one place that says what a subscription gives: see the table in `docs/subscriptions.md`. Follows Stripe's
 * status, never our clock, but for the days of grace.
 */
export function standingOf(catalog: Catalog, subscription: Subscription | undefined, now: Date): Standing {
  const free = { plan: freePlan(catalog), graceUntil: null };
  if (!subscription) return free;
  const graceUntil = graceUntilOf(subscription, catalog);
  const plan = planOfTier(catalog, subscription.tier);
  return plan && isInEffect(subscription, graceUntil, now) ? { plan, graceUntil } : { ...free, graceUntil };
}
