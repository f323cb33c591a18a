import { DAY_SECONDS, HOUR_SECONDS } from '../billing/periods.ts';
import { billingSettings } from '../billing/settings.ts';
import { periodOf, type StoredSubscription } from '../objects/subscription.ts';
import { schedule } from '../schedule.ts';
import type { Scene } from '../world.ts';

export const TRIAL_NOTICE_SECONDS = 3 * DAY_SECONDS;
/** As long as Stripe waits for a first payment, and for that of a pending update. */
export const INCOMPLETE_SECONDS = 23 * HOUR_SECONDS;

/** What comes next for a subscription. Workers look again when it is time, so what is planned twice happens once. */
export function planNext(scene: Scene, subscription: StoredSubscription): void {
  const { id: subject, cancel_at, status, trial_end } = subscription;
  const { end } = periodOf(subscription);
  schedule(scene, { kind: 'subscriptionBoundary', subject, dueAtSeconds: end });
  if (cancel_at !== null && cancel_at !== end)
    schedule(scene, { kind: 'subscriptionCancels', subject, dueAtSeconds: cancel_at });
  if (status === 'trialing' && trial_end !== null) {
    const dueAtSeconds = Math.max(trial_end - TRIAL_NOTICE_SECONDS, scene.nowSeconds());
    schedule(scene, { kind: 'trialWillEnd', subject, dueAtSeconds });
  }
  const noticeSeconds = billingSettings(scene.store).upcomingDays * DAY_SECONDS;
  if (end - noticeSeconds > scene.nowSeconds())
    schedule(scene, { kind: 'invoiceUpcoming', subject, dueAtSeconds: end - noticeSeconds });
}
