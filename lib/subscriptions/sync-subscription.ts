import * as z from 'zod/mini';
import type { StripeEvent } from '../contract/stripe-events.ts';
import { type ConsumerOutcome, done, ignored, parked } from '../events/outcome.ts';
import { idOrObject } from '../payments/stripe-id.ts';
import { endDuplicates } from './end-duplicate.ts';
import { forgetCustomer } from './forget-customer.ts';
import { type RefreshDeps, refreshSubscription } from './refresh-subscription.ts';
import { isLive } from './subscription-item.ts';

const subscriptionObject = z.looseObject({ id: z.string(), customer: idOrObject });

/** What a schedule says of its subscription. */
const aboutSubscription = z.looseObject({
  customer: z.nullish(idOrObject),
  subscription: z.nullish(idOrObject),
  released_subscription: z.nullish(idOrObject),
});

interface Named {
  subscriptionId: string;
  customerId: string | undefined;
}

/** Which subscription the event is about; null when none, undefined when it cannot be read. */
function namedIn(event: StripeEvent): Named | null | undefined {
  const { object } = event.data;
  if (event.type.startsWith('customer.subscription.') || object.object === 'subscription') {
    const { success, data } = z.safeParse(subscriptionObject, object);
    return success ? { subscriptionId: data.id, customerId: data.customer } : undefined;
  }
  const { success, data } = z.safeParse(aboutSubscription, object);
  if (!success) return undefined;
  const subscriptionId = data.subscription ?? data.released_subscription;
  return subscriptionId ? { subscriptionId, customerId: data.customer ?? undefined } : null;
}

async function sync(deps: RefreshDeps, { subscriptionId, customerId }: Named): Promise<ConsumerOutcome> {
  const refreshed = await refreshSubscription(deps, subscriptionId, customerId);
  if (refreshed.outcome === 'parked') return refreshed.parked;
  const { subscription } = refreshed;
  const ended = isLive(subscription) ? await endDuplicates(deps, subscription.userId) : [];
  for (const id of ended) await refreshSubscription(deps, id, customerId);
  const duplicates = ended.length > 0 ? `; ended as duplicates: ${ended.join(', ')}` : '';
  return done(`${subscriptionId} is ${subscription.status} at ${subscription.tier}${duplicates}`);
}

/** Brings the subscription that an event is about up to what Stripe has now. */
export async function syncSubscription(deps: RefreshDeps, event: StripeEvent): Promise<ConsumerOutcome> {
  const isCustomerGone = event.data.object.object === 'customer' && event.data.object.deleted === true;
  if (event.type === 'customer.deleted' || isCustomerGone) return forgetCustomer(deps, event);
  const named = namedIn(event);
  if (named === undefined) return parked('unreadable', 'The object names its subscription in no known way');
  return named ? sync(deps, named) : ignored('It is about no subscription');
}
