import type Stripe from 'stripe';
import { releaseSchedule } from './pending-at-stripe.ts';

// In the schedule's own metadata, so that it is known also when the upgrade is paid on Stripe's page.
const field = 'gives_way_to';

/**
 * Notes at a schedule which upgrade it gives way to. It stays until that is paid: Stripe lets an update wait for its
 * payment beside a schedule, and whoever does not pay still changes to the smaller plan.
 * https://docs.stripe.com/billing/subscriptions/pending-updates-reference
 */
export async function noteUpgrade(stripe: Stripe, scheduleId: string, priceId: string): Promise<void> {
  await stripe.subscriptionSchedules.update(scheduleId, { metadata: { [field]: priceId } });
}

/** What a schedule that is chosen anew has instead. */
export const noUpgrade = { [field]: '' };

/** Lets the schedule go when the subscription is at the price that it gives way to. */
export async function releaseIfOutlived(
  stripe: Stripe,
  scheduleId: string,
  priceId: string,
): Promise<boolean> {
  const { metadata } = await stripe.subscriptionSchedules.retrieve(scheduleId);
  if (metadata?.[field] !== priceId) return false;
  await releaseSchedule(stripe, scheduleId);
  return true;
}
