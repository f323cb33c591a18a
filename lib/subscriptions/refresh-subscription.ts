import { setTimeout as sleep } from 'node:timers/promises';
import type Stripe from 'stripe';
import * as z from 'zod/mini';
import { isErased } from '../erasure/erasure-item.ts';
import { type Parked, parked } from '../events/outcome.ts';
import type { PriceBook } from '../plans/price-book.ts';
import { keys } from '../platform/keys.ts';
import { isMissingAtStripe } from '../platform/stripe.ts';
import type { Table } from '../platform/table.ts';
import { describeSubscription } from './describe-subscription.ts';
import { liveSubscriptions } from './list-subscriptions.ts';
import {
  isFinal,
  isLive,
  parseSubscriptionRow,
  type Subscription,
  type SubscriptionRow,
  subscriptionShape,
} from './subscription-item.ts';

export interface RefreshDeps {
  table: Table;
  stripe(): Promise<Stripe>;
  prices: PriceBook;
}

export type Refreshed =
  | { outcome: 'current'; subscription: SubscriptionRow }
  | { outcome: 'parked'; parked: Parked };

const parkedAs = (...why: Parameters<typeof parked>) =>
  ({ outcome: 'parked', parked: parked(...why) }) as const;

/** What of the user's item decides: the copy of the subscription that counts, and how often that has changed. */
const owner = z.object({
  subscription: z.optional(subscriptionShape),
  subscriptionsVersion: z._default(z.int(), 0),
});
type Owner = z.output<typeof owner>;

async function fetchNow(stripe: Stripe, subscriptionId: string): Promise<Stripe.Subscription | undefined> {
  try {
    return await stripe.subscriptions.retrieve(subscriptionId, { expand: ['latest_invoice', 'schedule'] });
  } catch (cause) {
    if (isMissingAtStripe(cause)) return undefined;
    throw cause;
  }
}

const isEarlier = (a: Subscription, b: Subscription): boolean =>
  a.createdAt === b.createdAt ? a.subscriptionId < b.subscriptionId : a.createdAt < b.createdAt;

/** Of two that are live the earlier counts: the later is ended and refunded. What is over gives way to nothing else. */
function outranks(one: Subscription, other: Subscription | undefined): boolean {
  if (!other || other.subscriptionId === one.subscriptionId) return true;
  return isLive(one) && (!isLive(other) || isEarlier(one, other));
}

/** Which of the person's subscriptions counts once this one is as it is now. */
export async function countingOne(
  table: Table,
  now: Subscription,
  counted: Subscription | undefined,
): Promise<Subscription | undefined> {
  if (!outranks(now, counted)) return counted;
  if (isLive(now) || !counted) return now;
  const others = await liveSubscriptions(table, now.userId);
  return others.find(({ subscriptionId }) => subscriptionId !== now.subscriptionId) ?? now;
}

/** Parsing brings the fields of both into one order, and leaves a row's version out. */
export const isSame = (one: Subscription | undefined, other: Subscription | undefined): boolean =>
  one !== undefined &&
  other !== undefined &&
  JSON.stringify(subscriptionShape.parse(one)) === JSON.stringify(subscriptionShape.parse(other));

/**
 * Writes row and copy together, on condition that none of the person's subscriptions was written since `seen` was
 * read: what is written was fetched after that, so an older look never overwrites a newer one.
 */
async function write(
  table: Table,
  now: Subscription,
  counting: Subscription | undefined,
  seen: Owner,
): Promise<SubscriptionRow | undefined> {
  const version = seen.subscriptionsVersion + 1;
  const row = { ...now, version };
  const { outcome } = await table.transact([
    { Put: { Item: { ...keys.subscription(now.userId, now.subscriptionId), ...row } } },
    {
      Update: {
        Key: keys.user(now.userId),
        UpdateExpression: 'SET subscriptionsVersion = :next, subscription = :counting',
        ConditionExpression:
          seen.subscriptionsVersion === 0
            ? 'attribute_exists(pk) AND attribute_not_exists(subscriptionsVersion)'
            : 'subscriptionsVersion = :seen',
        ExpressionAttributeValues: {
          ':next': version,
          ':counting': counting,
          ...(seen.subscriptionsVersion === 0 ? {} : { ':seen': seen.subscriptionsVersion }),
        },
      },
    },
  ]);
  return outcome === 'done' ? row : undefined;
}

async function userOf(table: Table, customerId: string): Promise<string | undefined> {
  const customer = await table.get(keys.customer(customerId));
  return typeof customer?.userId === 'string' ? customer.userId : undefined;
}

/** Of who deleted their account the row is kept for the books: nobody has a plan by it, or is asked to pay. */
async function keepWithoutPerson(
  table: Table,
  now: Subscription,
  before: SubscriptionRow | undefined,
): Promise<Refreshed | 'moved'> {
  const row = { ...now, paymentUrl: null, version: (before?.version ?? 0) + 1 };
  if (before && (isSame(before, row) || (isFinal(before) && !isFinal(now))))
    return { outcome: 'current', subscription: before };
  const isWritten = await table.put({
    Item: { ...keys.subscription(now.userId, now.subscriptionId), ...row },
    ...(before
      ? { ConditionExpression: 'version = :seen', ExpressionAttributeValues: { ':seen': before.version } }
      : { ConditionExpression: 'attribute_not_exists(pk)' }),
  });
  return isWritten ? { outcome: 'current', subscription: row } : 'moved';
}

/** One look and one try to write it; `moved` when something else was written in between. */
async function tryOnce(
  { table, stripe, prices }: RefreshDeps,
  userId: string,
  subscriptionId: string,
): Promise<Refreshed | 'moved'> {
  const [user, item] = await table.getAll([keys.user(userId), keys.subscription(userId, subscriptionId)]);
  if (!user && !(await isErased(table, userId)))
    return parkedAs('unknown_customer', `User ${userId} is not there`);
  const before = item && parseSubscriptionRow(item);
  const object = await fetchNow(await stripe(), subscriptionId);
  if (!object) return parkedAs('not_at_stripe', `Stripe knows no subscription ${subscriptionId}`);
  const described = await describeSubscription({ stripe, prices }, object, { userId, before });
  if (described.outcome === 'parked') return described;
  const now = described.subscription;
  if (!user) return keepWithoutPerson(table, now, before);
  const seen = owner.parse(user);
  const counting = await countingOne(table, now, seen.subscription);
  // What is over stays over, whatever a lagging copy at Stripe may say.
  const isSettled = before && isFinal(before) && !isFinal(now);
  const isWritten = isSame(before, now) && isSame(counting, seen.subscription);
  if (before && (isSettled || isWritten)) return { outcome: 'current', subscription: before };
  const row = await write(table, now, counting, seen);
  return row ? { outcome: 'current', subscription: row } : 'moved';
}

// Each try loses only to a write of the same person's subscriptions, of which there are a handful at a time.
const attempts = 12;
const longestPauseMs = 50;

/**
 * Makes the row of a subscription, and the copy at its person, what Stripe has now. Whatever event led here, and in
 * whatever order: only what Stripe has now counts. `customerId`, where it is known, saves a call.
 */
export async function refreshSubscription(
  deps: RefreshDeps,
  subscriptionId: string,
  customerId?: string,
): Promise<Refreshed> {
  const customer = customerId ?? (await customerOf(deps, subscriptionId));
  if (!customer) return parkedAs('not_at_stripe', `Stripe knows no subscription ${subscriptionId}`);
  const userId = await userOf(deps.table, customer);
  if (!userId) return parkedAs('unknown_customer', `No user has the customer ${customer}`);
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const refreshed = await tryOnce(deps, userId, subscriptionId);
    if (refreshed !== 'moved') return refreshed;
    await sleep(Math.random() * longestPauseMs);
  }
  throw new Error(`The subscriptions of ${userId} kept changing`);
}

async function customerOf({ stripe }: RefreshDeps, subscriptionId: string): Promise<string | undefined> {
  const customer = (await fetchNow(await stripe(), subscriptionId))?.customer;
  return typeof customer === 'object' ? customer.id : customer;
}
