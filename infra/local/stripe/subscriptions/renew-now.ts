import { invalidRequest } from '../errors.ts';
import { itemFields, type StoredSubscription, subscriptions } from '../objects/subscription.ts';
import type { Scene } from '../world.ts';
import { currentSubscription } from './change.ts';
import { finalizeDue } from './finalize-due.ts';
import { inPeriod } from './item-period.ts';
import { reachBoundary } from './renew.ts';

/** For those who try things out: the period ends now instead of at its end, and its invoice does not wait an hour. */
export function renewNow(scene: Scene, subscription: StoredSubscription): StoredSubscription {
  if (!['active', 'past_due', 'trialing', 'unpaid'].includes(subscription.status))
    throw invalidRequest(`A subscription that is ${subscription.status} does not renew.`);
  const now = scene.nowSeconds();
  const items = subscription.items.data.map((item) =>
    inPeriod(item, { start: item.current_period_start, end: now }),
  );
  subscriptions.replace(scene.store, {
    ...subscription,
    ...itemFields(subscription.id, items),
    billing_cycle_anchor: now,
    ...(subscription.status === 'trialing' ? { trial_end: now } : {}),
  });
  reachBoundary(scene, subscription.id);
  const { latest_invoice } = currentSubscription(scene, subscription);
  if (latest_invoice !== null && latest_invoice !== subscription.latest_invoice)
    finalizeDue(scene, latest_invoice);
  return currentSubscription(scene, subscription);
}
