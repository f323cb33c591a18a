import type Stripe from 'stripe';
import type { Catalog } from '../contract/catalog.ts';
import type { ChosenPlan, SubscriptionAnswer } from '../contract/subscription-routes.ts';
import { choosePlan, type PricedPlan } from '../plans/choose-plan.ts';
import {
  claimRequest,
  earlierResult,
  earlierResultIfAny,
  type RequestIdentity,
  requestIdentity,
} from '../platform/idempotency.ts';
import type { Log } from '../platform/log.ts';
import type { Outside } from '../platform/outside.ts';
import { chargedOnce, nothingCharged, orUpstreamFailure } from '../platform/stripe.ts';
import type { UserItem } from '../users/user-item.ts';
import { currentSubscription, noActiveSubscription, refreshed } from './current-subscription.ts';
import { scheduleDowngrade } from './downgrade.ts';
import { dropPendingUpdate, releaseSchedule } from './pending-at-stripe.ts';
import { isPaidAtOnce, type PlanWish, planChangeOf, requireChangeable } from './plan-change.ts';
import type { RefreshDeps } from './refresh-subscription.ts';
import { subscriptionAnswer } from './subscription-answer.ts';
import type { SubscriptionRow } from './subscription-item.ts';
import { retryPayment, undoneCancellation, upgrade } from './upgrade.ts';

export interface ChangePlanDeps extends RefreshDeps {
  catalog: Catalog;
  outside: Outside;
  log: Log;
}

const route = 'change-plan';

const isAt = (
  { tier, interval }: { tier: string; interval: string },
  { plan, interval: wanted }: PricedPlan,
) => tier === plan.tier && interval === wanted;

/** Whether the subscription is what was asked for, or will be by itself. */
function isMade({ pendingChange, ...now }: SubscriptionRow, { target, change }: PlanWish): boolean {
  if (change === 'same') return pendingChange === null && now.cancelAt === null;
  return isAt(now, target) || (pendingChange !== null && isAt(pendingChange, target));
}

/** Who chooses the plan they have wants nothing else to come: no other plan, and no end. */
async function undo(stripe: Stripe, { subscriptionId, scheduleId }: SubscriptionRow): Promise<void> {
  if (scheduleId !== null) await releaseSchedule(stripe, scheduleId);
  const now = await stripe.subscriptions.retrieve(subscriptionId);
  await dropPendingUpdate(stripe, now);
  const undone = undoneCancellation(now);
  if (undone) await stripe.subscriptions.update(subscriptionId, undone);
}

async function makeUp(stripe: Stripe, { from, target, change }: PlanWish): Promise<void> {
  const waits = from.pendingChange?.waitsFor === 'payment' ? from.pendingChange : undefined;
  if (waits && isAt(waits, target)) return retryPayment(stripe, from);
  // An upgrade that waits for its payment gives way to this one: Stripe voids its invoice.
  return upgrade(stripe, from, { target, change });
}

async function makeDown(stripe: Stripe, { from, target }: PlanWish): Promise<void> {
  if (from.pendingChange?.waitsFor === 'payment')
    await dropPendingUpdate(stripe, await stripe.subscriptions.retrieve(from.subscriptionId));
  await scheduleDowngrade(stripe, from, target);
}

function make(stripe: Stripe, wish: PlanWish): Promise<void> {
  if (wish.change === 'same') return undo(stripe, wish.from);
  return wish.change === 'down' ? makeDown(stripe, wish) : makeUp(stripe, wish);
}

/**
 * Every step looks at what is there, so a repeat finishes what was cut off. After a failure what counts is how the
 * subscription is: changed by a call whose answer got lost, or waiting for a payment that the bank has refused again.
 */
async function madeAtStripe(deps: ChangePlanDeps, wish: PlanWish): Promise<SubscriptionRow> {
  const stripe = await deps.stripe();
  const money = isPaidAtOnce(wish.change) ? chargedOnce : nothingCharged;
  try {
    await orUpstreamFailure(() => make(stripe, wish), money);
  } catch (cause) {
    const now = await refreshed(deps, wish.from, money);
    if (isMade(now, wish)) return now;
    throw cause;
  }
  return refreshed(deps, wish.from, money);
}

/** Only a success is kept: the same `Idempotency-Key` changes nothing again, whatever has been changed since. */
async function keep(
  { table, outside }: ChangePlanDeps,
  { userId, subscriptionId }: SubscriptionRow,
  identity: RequestIdentity,
): Promise<void> {
  const claim = claimRequest(userId, identity, subscriptionId, outside.clock.now());
  const { outcome } = await table.transact([claim]);
  if (outcome === 'refused') await earlierResult(table, userId, identity);
}

function answer({ catalog, outside }: ChangePlanDeps, row: SubscriptionRow): SubscriptionAnswer {
  const subscription = subscriptionAnswer(catalog, row, outside.clock.now());
  if (!subscription) throw noActiveSubscription();
  return subscription;
}

/**
 * Changes the plan: up at once, in effect when it is paid; down at the end of the period. Answers the subscription as
 * Stripe has it then. Choosing the present plan takes back a change that has not happened yet.
 */
export async function changePlan(
  deps: ChangePlanDeps,
  user: UserItem,
  chosen: ChosenPlan,
  idempotencyKey: string | undefined,
): Promise<SubscriptionAnswer> {
  const { tier, tier_name, price_id, interval } = chosen;
  const identity = requestIdentity(route, idempotencyKey, [tier, tier_name, price_id, interval]);
  const from = await currentSubscription(deps, user);
  const { table, outside, log } = deps;
  const earlier = identity && (await earlierResultIfAny(table, user.userId, identity, outside.clock.now()));
  if (earlier !== undefined) return answer(deps, from);
  const target = await choosePlan(deps, chosen);
  const change = planChangeOf(deps.catalog, from, target);
  requireChangeable(from);
  const after = await madeAtStripe(deps, { from, target, change });
  if (identity) await keep(deps, after, identity);
  const { userId, subscriptionId } = after;
  log.info('Plan changed', { userId, subscriptionId, change, tier: target.plan.tier });
  return answer(deps, after);
}
