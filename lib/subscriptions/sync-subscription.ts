import * as z from 'zod/mini';
import type { StripeEvent } from '../contract/stripe-events.ts';
import { type ConsumerOutcome, done, ignored, type Parked, parked } from '../events/outcome.ts';
import { idOrObject } from '../payments/stripe-id.ts';
import { type Ended, endDuplicates } from './end-duplicate.ts';
import { forgetCustomer } from './forget-customer.ts';
import { liveSubscriptions } from './list-subscriptions.ts';
import { releaseIfOutlived } from './outlived-schedule.ts';
import { closeInvoices } from './pending-at-stripe.ts';
import { type RefreshDeps, type Refreshed, refreshSubscription } from './refresh-subscription.ts';
import { isFinal, isLive } from './subscription-item.ts';

const subscriptionObject = z.looseObject({ id: z.string(), customer: idOrObject });

/** What a schedule says of its subscription. */
const aboutSubscription = z.looseObject({
  customer: z.nullish(idOrObject),
  subscription: z.nullish(idOrObject),
  released_subscription: z.nullish(idOrObject),
});

const nothingEnded: Ended = { ended: [], notRefunded: [] };

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

/** Undefined when all of them are as Stripe has them now. */
async function refreshAll(deps: RefreshDeps, subscriptionIds: string[]): Promise<Parked | undefined> {
  for (const id of subscriptionIds) {
    const refreshed = await refreshSubscription(deps, id);
    if (refreshed.outcome === 'parked') return refreshed.parked;
  }
  return undefined;
}

/** Of two that are live by their rows one may be over at Stripe already: the other must not be ended for it. */
async function settleDuplicates(deps: RefreshDeps, userId: string): Promise<Ended | Parked> {
  const live = await liveSubscriptions(deps.table, userId);
  if (live.length < 2) return nothingEnded;
  const parkedRow = await refreshAll(
    deps,
    live.map(({ subscriptionId }) => subscriptionId),
  );
  if (parkedRow) return parkedRow;
  const settled = await endDuplicates(deps, userId);
  return (await refreshAll(deps, settled.ended)) ?? settled;
}

/** An upgrade that was paid on Stripe's page leaves behind the smaller plan that it took the place of. */
async function withoutOutlived(deps: RefreshDeps, refreshed: Refreshed): Promise<Refreshed> {
  if (refreshed.outcome === 'parked') return refreshed;
  const { scheduleId, priceId, subscriptionId, customerId } = refreshed.subscription;
  if (scheduleId === null || !(await releaseIfOutlived(await deps.stripe(), scheduleId, priceId)))
    return refreshed;
  return refreshSubscription(deps, subscriptionId, customerId);
}

async function sync(deps: RefreshDeps, { subscriptionId, customerId }: Named): Promise<ConsumerOutcome> {
  const refreshed = await withoutOutlived(deps, await refreshSubscription(deps, subscriptionId, customerId));
  if (refreshed.outcome === 'parked') return refreshed.parked;
  const { subscription } = refreshed;
  // Whoever is not subscribed any more must not pay for it later on: Stripe leaves what was open as it is.
  if (isFinal(subscription)) await closeInvoices(await deps.stripe(), { subscription: subscriptionId });
  const settled = isLive(subscription) ? await settleDuplicates(deps, subscription.userId) : nothingEnded;
  if ('state' in settled) return settled;
  const { ended, notRefunded } = settled;
  if (notRefunded.length > 0)
    return parked(
      'refund_refused',
      `Ended as duplicates: ${ended.join(', ')}. Not refunded: ${notRefunded.join(', ')}`,
    );
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
