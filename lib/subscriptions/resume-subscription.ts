import type Stripe from 'stripe';
import type { Catalog } from '../contract/catalog.ts';
import type { SubscriptionAnswer } from '../contract/subscription-routes.ts';
import type { Outside } from '../platform/outside.ts';
import { orUpstreamFailure } from '../platform/stripe.ts';
import type { UserItem } from '../users/user-item.ts';
import { noSubscription, refreshed } from './current-subscription.ts';
import { releaseSchedule } from './pending-at-stripe.ts';
import type { RefreshDeps } from './refresh-subscription.ts';
import { isSubscribed, subscriptionAnswer } from './subscription-answer.ts';
import { isFinal } from './subscription-item.ts';
import { undoneCancellation } from './upgrade.ts';

export interface ResumeDeps extends RefreshDeps {
  catalog: Catalog;
  outside: Outside;
}

async function goOn(stripe: Stripe, subscriptionId: string): Promise<void> {
  const now = await stripe.subscriptions.retrieve(subscriptionId);
  if (isFinal(now)) return;
  if (now.schedule)
    await releaseSchedule(stripe, typeof now.schedule === 'string' ? now.schedule : now.schedule.id);
  const undone = undoneCancellation(now);
  if (undone) await stripe.subscriptions.update(subscriptionId, undone);
}

/**
 * Takes back what is to happen at the end of the period: a cancellation, or a change of plan. Answers the subscription
 * as it is then, also when there was nothing to take back; 404 when it is over.
 */
export async function resumeSubscription(deps: ResumeDeps, user: UserItem): Promise<SubscriptionAnswer> {
  const stripe = await deps.stripe();
  if (!isSubscribed(user.subscription)) throw noSubscription();
  const { subscriptionId } = user.subscription;
  await orUpstreamFailure(() => goOn(stripe, subscriptionId));
  const row = await refreshed(deps, user.subscription);
  const answer = subscriptionAnswer(deps.catalog, row, deps.outside.clock.now());
  if (!answer) throw noSubscription();
  return answer;
}
