import type Stripe from 'stripe';
import type { Compared, Difference } from '../payments/difference.ts';
import { keys } from '../platform/keys.ts';
import { isMissingAtStripe } from '../platform/stripe.ts';
import { parseUser, type UserItem } from '../users/user-item.ts';
import { describeSubscription } from './describe-subscription.ts';
import { countingOne, isSame, type RefreshDeps } from './refresh-subscription.ts';
import {
  isFinal,
  parseSubscription,
  type Subscription,
  type SubscriptionRow,
  subscriptionShape,
} from './subscription-item.ts';

/** Expanded like this, a subscription tells all that its row holds. */
export const wholeSubscription = ['latest_invoice', 'schedule'];

const isOver = ({ status }: Stripe.Subscription) => isFinal({ status });
const text = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));

/** Stripe's link to a payment may change at any time: what has to agree is whether there is one. */
const comparable = (subscription: Subscription): Subscription => ({
  ...subscription,
  paymentUrl: subscription.paymentUrl === null ? null : 'a link',
});

const agree = (one: Subscription | undefined, other: Subscription | undefined) =>
  isSame(one && comparable(one), other && comparable(other));

/** "status is active here, canceled at Stripe", field by field. */
function wordsOf(here: Subscription | undefined, there: Subscription): string {
  if (!here) return `There is no row of it here; Stripe has it as ${there.status} at ${there.tier}`;
  const [ours, stripes] = [comparable(here), comparable(there)];
  const fields = Object.keys(subscriptionShape.shape) as (keyof Subscription)[];
  const parts = fields
    .filter((field) => text(ours[field]) !== text(stripes[field]))
    .map((field) => `${field} is ${text(ours[field])} here, ${text(stripes[field])} at Stripe`);
  return parts.join('; ');
}

interface Looked {
  user: UserItem;
  row: Subscription | undefined;
  now: Subscription;
}

async function compareRow({ table }: RefreshDeps, { user, row, now }: Looked): Promise<Compared> {
  const { userId: ours, subscription: copy } = user;
  const stripeId = now.subscriptionId;
  if (row && isFinal(row) && !isFinal(now))
    return { stripeId, ours, words: wordsOf(row, now), staff: 'over_here' };
  if (!row || !agree(row, now)) return { stripeId, ours, words: wordsOf(row, now) };
  const counting = await countingOne(table, now, copy);
  if (agree(counting, copy)) return 'same';
  const counted = copy ? `${copy.subscriptionId} as ${copy.status}` : 'none';
  const words = `The person's plan follows ${counted}, not ${counting?.subscriptionId} as ${counting?.status}`;
  return { stripeId, ours, words };
}

/**
 * Holds a subscription, expanded as `wholeSubscription`, against its row and the copy at its person. What is over and
 * was never anybody's here is none of our business.
 */
export async function compareSubscription(deps: RefreshDeps, object: Stripe.Subscription): Promise<Compared> {
  const { table } = deps;
  const { id: stripeId, customer } = object;
  const customerId = typeof customer === 'string' ? customer : customer.id;
  const owner = await table.get(keys.customer(customerId));
  const userId = typeof owner?.userId === 'string' ? owner.userId : undefined;
  const itsKeys = userId ? [keys.user(userId), keys.subscription(userId, stripeId)] : [];
  const [item, found] = await table.getAll(itsKeys);
  if (!userId || !item) {
    const words = `It is ${object.status}. No user has the customer ${customerId}`;
    return isOver(object) ? 'same' : { stripeId, ours: undefined, words, staff: 'unknown_customer' };
  }
  const row = found && parseSubscription(found);
  const described = await describeSubscription(deps, object, { userId, before: row });
  if (described.outcome === 'read')
    return compareRow(deps, { user: parseUser(item), row, now: described.subscription });
  const { reason: words, code: staff } = described.parked;
  return isOver(object) && !row ? 'same' : { stripeId, ours: userId, words, staff };
}

async function fetchWhole(stripe: Stripe, id: string): Promise<Stripe.Subscription | undefined> {
  try {
    return await stripe.subscriptions.retrieve(id, { expand: wholeSubscription });
  } catch (cause) {
    if (isMissingAtStripe(cause)) return undefined;
    throw cause;
  }
}

/** As Stripe has it now. What Stripe has not got was parked for that. */
export async function compareSubscriptionNow(deps: RefreshDeps, id: string): Promise<Compared> {
  const object = await fetchWhole(await deps.stripe(), id);
  return object ? compareSubscription(deps, object) : 'same';
}

/** A row that is live here; undefined when Stripe has its subscription, which is compared by itself then. */
export async function missingAtStripe(
  { stripe }: RefreshDeps,
  { subscriptionId, userId, status }: Pick<SubscriptionRow, 'subscriptionId' | 'userId' | 'status'>,
): Promise<Difference | undefined> {
  if (await fetchWhole(await stripe(), subscriptionId)) return undefined;
  const words = `It is ${status} here, and Stripe has no such subscription`;
  return { stripeId: subscriptionId, ours: userId, words, staff: 'not_at_stripe' };
}
