import { AppError } from '../contract/errors.ts';
import { nothingCharged, orUpstreamFailure } from '../platform/stripe.ts';
import type { UserItem } from '../users/user-item.ts';
import { type RefreshDeps, refreshSubscription } from './refresh-subscription.ts';
import { isLive, type Subscription, type SubscriptionRow } from './subscription-item.ts';

export const noActiveSubscription = () => new AppError('not_found', 'No active subscription found');
export const noSubscription = () => new AppError('not_found', 'No subscription found');

/**
 * The row as Stripe has it now. What cannot be read here is for staff: its event is parked too. `money` is what to say
 * of it when Stripe fails.
 */
export async function refreshed(
  deps: RefreshDeps,
  { subscriptionId, customerId }: Pick<Subscription, 'subscriptionId' | 'customerId'>,
  money = nothingCharged,
): Promise<SubscriptionRow> {
  const result = await orUpstreamFailure(() => refreshSubscription(deps, subscriptionId, customerId), money);
  if (result.outcome === 'current') return result.subscription;
  throw new AppError('plan_change_refused', 'This subscription is at a plan that cannot be managed here');
}

/**
 * The person's live subscription as Stripe has it now, because an event may be on its way. Throws 404 when there is
 * none, and 503 while Stripe is switched off.
 */
export async function currentSubscription(deps: RefreshDeps, user: UserItem): Promise<SubscriptionRow> {
  await deps.stripe();
  if (!user.subscription || !isLive(user.subscription)) throw noActiveSubscription();
  const subscription = await refreshed(deps, user.subscription);
  if (!isLive(subscription)) throw noActiveSubscription();
  return subscription;
}
