import type Stripe from 'stripe';
import type { ChosenPlan, PlanChangePreview } from '../contract/subscription-routes.ts';
import { choosePlan } from '../plans/choose-plan.ts';
import { isoFromEpochSeconds } from '../platform/clock.ts';
import { orUpstreamFailure } from '../platform/stripe.ts';
import type { UserItem } from '../users/user-item.ts';
import type { ChangePlanDeps } from './change-plan.ts';
import { currentSubscription } from './current-subscription.ts';
import { addMonths, monthsBetween } from './months.ts';
import { isPaidAtOnce, type PlanWish, planChangeOf, requireChangeable } from './plan-change.ts';
import { reachedLevel } from './reach-level.ts';
import { readPlanLines } from './read-invoice.ts';
import { changedTo, undoneCancellation } from './upgrade.ts';

type Details = Stripe.InvoiceCreatePreviewParams.SubscriptionDetails;

function previewed(stripe: Stripe, { from }: PlanWish, details: Details): Promise<Stripe.Invoice> {
  return stripe.invoices.createPreview({ subscription: from.subscriptionId, subscription_details: details });
}

/** A whole period of the plan, after discounts. That it will end with this period, if so, is undone by the change. */
async function nextAmount(stripe: Stripe, wish: PlanWish): Promise<number> {
  const { from } = wish;
  const stays =
    from.cancelAt === null
      ? {}
      : undoneCancellation(await stripe.subscriptions.retrieve(from.subscriptionId));
  const { items } = changedTo(from, wish.target, wish.change);
  const { total } = await previewed(stripe, wish, { items, proration_behavior: 'none', ...stays });
  return Math.max(total, 0);
}

/** Credits that a change brings at once: what the new plan's month has above the highest level that it has reached. */
async function creditsNow(
  { table, outside }: ChangePlanDeps,
  { from, target, change }: PlanWish,
): Promise<number> {
  const { credits } = target.plan;
  // A trial that ends, or another interval, begins a period of its own.
  if (change === 'endsTrial' || (change === 'up' && from.interval !== target.interval)) return credits;
  if (change !== 'up') return 0;
  const { userId, subscriptionId, currentPeriodStart } = from;
  const months =
    from.interval === 'year' ? monthsBetween(currentPeriodStart, outside.clock.now().toISOString()) : 0;
  const monthStart = addMonths(currentPeriodStart, months);
  const reached = await reachedLevel(table, { userId, subscriptionId, monthStart, credits });
  return Math.max(credits - reached, 0);
}

/** When the period that the invoice pays for ends. */
function paidUntil({ lines }: Stripe.Invoice, { from, target }: PlanWish): string {
  const ends = (readPlanLines(lines.data) ?? [])
    .filter(({ priceId }) => priceId === target.priceId)
    .map(({ endsAt }) => endsAt);
  return ends.length > 0 ? isoFromEpochSeconds(Math.max(...ends)) : from.currentPeriodEnd;
}

/** What is invoiced at once. */
async function nowDue(deps: ChangePlanDeps, stripe: Stripe, wish: PlanWish): Promise<PlanChangePreview> {
  const { from, target, change } = wish;
  const invoice = await previewed(stripe, wish, changedTo(from, target, change));
  return {
    amount_due_now: invoice.amount_due,
    currency: invoice.currency,
    credits_now: await creditsNow(deps, wish),
    next_amount: await nextAmount(stripe, wish),
    next_at: paidUntil(invoice, wish),
    effective_at: deps.outside.clock.now().toISOString(),
  };
}

/** Nothing is due before the trial or the period is over. */
async function laterDue(deps: ChangePlanDeps, stripe: Stripe, wish: PlanWish): Promise<PlanChangePreview> {
  const { currency, currentPeriodEnd } = wish.from;
  return {
    amount_due_now: 0,
    currency,
    credits_now: 0,
    next_amount: await nextAmount(stripe, wish),
    next_at: currentPeriodEnd,
    effective_at: wish.change === 'down' ? currentPeriodEnd : deps.outside.clock.now().toISOString(),
  };
}

/** What `changePlan` would cost and bring, by Stripe's own reckoning. Changes nothing; refuses what that refuses. */
export async function previewChange(
  deps: ChangePlanDeps,
  user: UserItem,
  chosen: ChosenPlan,
): Promise<PlanChangePreview> {
  const from = await currentSubscription(deps, user);
  const target = await choosePlan(deps, chosen);
  const wish = { from, target, change: planChangeOf(deps.catalog, from, target) };
  requireChangeable(from);
  const stripe = await deps.stripe();
  const reckon = isPaidAtOnce(wish.change) ? nowDue : laterDue;
  return orUpstreamFailure(() => reckon(deps, stripe, wish));
}
