import * as z from 'zod/mini';
import type { StripeEvent } from '../contract/stripe-events.ts';
import { type ConsumerOutcome, done, parked } from '../events/outcome.ts';
import { keys } from '../platform/keys.ts';
import { liveSubscriptions } from './list-subscriptions.ts';
import { type RefreshDeps, refreshSubscription } from './refresh-subscription.ts';

const customer = z.looseObject({ id: z.string() });

/**
 * A customer deleted at Stripe: the next checkout makes a new one. From customer to user is kept, because late
 * events still name it; what it was subscribed to is over at Stripe, and is here.
 */
export async function forgetCustomer(deps: RefreshDeps, event: StripeEvent): Promise<ConsumerOutcome> {
  const { success, data } = z.safeParse(customer, event.data.object);
  if (!success) return parked('unreadable', 'The customer has a shape that is not known');
  const known = await deps.table.get(keys.customer(data.id));
  if (typeof known?.userId !== 'string')
    return parked('unknown_customer', `No user has the customer ${data.id}`);
  const { userId } = known;
  await deps.table.update({
    Key: keys.user(userId),
    UpdateExpression: 'SET formerCustomerId = :customer REMOVE stripeCustomerId',
    ConditionExpression: 'stripeCustomerId = :customer',
    ExpressionAttributeValues: { ':customer': data.id },
  });
  const theirs = (await liveSubscriptions(deps.table, userId)).filter(
    ({ customerId }) => customerId === data.id,
  );
  for (const { subscriptionId } of theirs) {
    const refreshed = await refreshSubscription(deps, subscriptionId, data.id);
    if (refreshed.outcome === 'parked') return refreshed.parked;
  }
  return done(`User ${userId} has no customer any more`);
}
