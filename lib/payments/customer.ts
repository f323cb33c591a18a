import type Stripe from 'stripe';
import { keys } from '../platform/keys.ts';
import { orUpstreamFailure } from '../platform/stripe.ts';
import type { Table } from '../platform/table.ts';
import type { UserItem } from '../users/user-item.ts';

export interface CustomerDeps {
  table: Table;
  stripe(): Promise<Stripe>;
}

/**
 * The person's Stripe customer, made at the first checkout. However many checkouts start at once there is one:
 * Stripe answers the same customer to the same idempotency key, and only the first to be written counts.
 */
export async function ensureCustomer({ table, stripe }: CustomerDeps, user: UserItem): Promise<string> {
  if (user.stripeCustomerId) return user.stripeCustomerId;
  const { customers } = await stripe();
  const customer = await orUpstreamFailure(() =>
    customers.create(
      { email: user.email, metadata: { user_id: user.userId } },
      { idempotencyKey: `customer-${user.userId}` },
    ),
  );
  const { outcome } = await table.transact([
    {
      Put: {
        Item: { ...keys.customer(customer.id), userId: user.userId, customerId: customer.id },
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
        ExpressionAttributeValues: { ':customer': customer.id },
      },
    },
  ]);
  if (outcome === 'done') return customer.id;
  const written = await table.get(keys.user(user.userId));
  if (typeof written?.stripeCustomerId !== 'string')
    throw new Error('The customer of a checkout could not be kept');
  return written.stripeCustomerId;
}
