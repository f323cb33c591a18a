import type { Catalog, Interval, Plan } from '../contract/catalog.ts';
import { AppError } from '../contract/errors.ts';
import { planOfTier } from '../plans/catalog.ts';
import type { PricedPlan } from '../plans/choose-plan.ts';
import type { Subscription, SubscriptionRow } from './subscription-item.ts';

/**
 * `same`: nothing to change. `up`: at once, and paid at once. `down`: at the end of the period that is paid for.
 * `inTrial`: at once at no cost, and the trial goes on. `endsTrial`: a plan without a trial is paid at once.
 */
export type PlanChange = 'same' | 'up' | 'down' | 'inTrial' | 'endsTrial';

/** A change of plan that somebody wants. */
export interface PlanWish {
  from: SubscriptionRow;
  target: PricedPlan;
  change: PlanChange;
}

/** Whether the change is charged as it is made. */
export const isPaidAtOnce = (change: PlanChange): boolean => change === 'up' || change === 'endsTrial';

const monthsIn: Record<Interval, number> = { month: 1, year: 12 };

/** What a month of a plan costs, by its monthly price where it has one: a year's rebate does not make a plan smaller. */
function monthlyCents({ prices }: Plan): number {
  const price = prices.find(({ interval }) => interval === 'month') ?? prices[0];
  return price ? price.amount / monthsIn[price.interval] : 0;
}

function currentMonthlyCents(catalog: Catalog, { tier, amountCents, interval }: Subscription): number {
  const plan = planOfTier(catalog, tier);
  return plan ? monthlyCents(plan) : amountCents / monthsIn[interval];
}

/**
 * Which way a change goes. A shorter interval waits for the end of what is paid for, whatever the plan, as it does in
 * Stripe's portal: ending a paid year early would turn money into credit at Stripe.
 */
export function planChangeOf(catalog: Catalog, from: Subscription, to: PricedPlan): PlanChange {
  if (from.tier === to.plan.tier && from.interval === to.interval) return 'same';
  if (from.status === 'trialing') return to.plan.trial_days > 0 ? 'inTrial' : 'endsTrial';
  if (monthsIn[to.interval] < monthsIn[from.interval]) return 'down';
  return monthlyCents(to.plan) < currentMonthlyCents(catalog, from) ? 'down' : 'up';
}

const refusals: Record<string, string> = {
  past_due: 'A payment is overdue. Please pay it first, then change the plan.',
  unpaid: 'A payment is overdue. Please pay it first, then change the plan.',
  paused: 'This subscription is paused. It has to go on before its plan can be changed.',
};

/** Throws 409 while no payment could decide on a change. */
export function requireChangeable({ status, collectionPaused }: Subscription): void {
  const isPaying = status === 'active' || status === 'trialing';
  if (isPaying && !collectionPaused) return;
  const words = collectionPaused
    ? 'Payments of this subscription are paused. They have to go on before its plan can be changed.'
    : (refusals[status] ?? 'This subscription cannot be changed at the moment.');
  throw new AppError('plan_change_refused', words);
}
