import type Stripe from 'stripe';
import { keys } from '../platform/keys.ts';
import { onceAtStripe } from '../platform/once-at-stripe.ts';
import { isMissingCustomer, orUpstreamFailure } from '../platform/stripe.ts';
import type { Table } from '../platform/table.ts';
import { parseUser, type UserItem } from '../users/user-item.ts';

export interface CustomerDeps {
  table: Table;
  stripe(): Promise<Stripe>;
}

async function readUser(table: Table, userId: string): Promise<UserItem> {
  return parseUser((await table.get(keys.user(userId))) ?? {});
}

/**
 * However many checkouts start at once they make one customer, by Stripe's idempotency key. A customer that was
 * deleted at Stripe is part of the next one's key, which would bring it back for a day otherwise.
 */
async function makeCustomer({ customers }: Stripe, user: UserItem): Promise<string> {
  const { userId, formerCustomerId } = user;
  // Of who has no address Stripe's page asks for one.
  const address = user.email === null ? {} : { email: user.email };
  const { id } = await onceAtStripe<{ id: string }>({
    key: formerCustomerId ? `customer-${userId}-after-${formerCustomerId}` : `customer-${userId}`,
    make: (call) => customers.create({ ...address, metadata: { user_id: userId } }, call),
    find: async () => {
      const { data } = await customers.list({ ...address, limit: 100 });
      return data.find(({ metadata }) => metadata.user_id === userId);
    },
  });
  return id;
}

/** The person's Stripe customer, made at the first checkout. Only the first to be written counts. */
async function ensureCustomer({ table, stripe }: CustomerDeps, user: UserItem): Promise<string> {
  if (user.stripeCustomerId) return user.stripeCustomerId;
  const customerId = await makeCustomer(await stripe(), user);
  const { outcome } = await table.transact([
    {
      Put: {
        Item: { ...keys.customer(customerId), userId: user.userId, customerId },
        ConditionExpression: 'attribute_not_exists(pk) OR userId = :user',
        ExpressionAttributeValues: { ':user': user.userId },
      },
    },
    {
      Update: {
        Key: keys.user(user.userId),
        UpdateExpression: 'SET stripeCustomerId = :customer',
        ConditionExpression:
          'attribute_exists(pk) AND (attribute_not_exists(stripeCustomerId) OR stripeCustomerId = :customer)',
        ExpressionAttributeValues: { ':customer': customerId },
      },
    },
  ]);
  if (outcome === 'done') return customerId;
  const { stripeCustomerId } = await readUser(table, user.userId);
  if (!stripeCustomerId) throw new Error('The customer of a checkout could not be kept');
  return stripeCustomerId;
}

/** Another customer for one that Stripe does not have any more, when its event has not come yet. */
async function replaceCustomer(deps: CustomerDeps, { userId }: UserItem, gone: string): Promise<string> {
  await deps.table.update({
    Key: keys.user(userId),
    UpdateExpression: 'SET formerCustomerId = :gone REMOVE stripeCustomerId',
    ConditionExpression: 'stripeCustomerId = :gone',
    ExpressionAttributeValues: { ':gone': gone },
  });
  return ensureCustomer(deps, await readUser(deps.table, userId));
}

/**
 * Does something at Stripe for the person's customer; for a new one when Stripe has deleted it. `work` throws Stripe's
 * own errors; they leave here as 502 or 503.
 */
export function withCustomer<T>(
  deps: CustomerDeps,
  user: UserItem,
  work: (customerId: string) => Promise<T>,
): Promise<T> {
  return orUpstreamFailure(async () => {
    const customerId = await ensureCustomer(deps, user);
    try {
      return await work(customerId);
    } catch (cause) {
      if (!isMissingCustomer(cause)) throw cause;
      return work(await replaceCustomer(deps, user, customerId));
    }
  });
}
