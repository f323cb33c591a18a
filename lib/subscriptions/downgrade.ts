import type Stripe from 'stripe';
import { AppError } from '../contract/errors.ts';
import type { PricedPlan } from '../plans/choose-plan.ts';
import { noUpgrade } from './outlived-schedule.ts';
import type { SubscriptionRow } from './subscription-item.ts';
import { undoneCancellation } from './upgrade.ts';

type Phase = Stripe.SubscriptionSchedule.Phase;

/** What a phase says of discounts is all that counts in it: those of the subscription have to be named again. */
function sameDiscounts({
  discounts,
}: Phase): Pick<Stripe.SubscriptionScheduleUpdateParams.Phase, 'discounts'> {
  const kept = discounts.flatMap(({ discount }) => discount ?? []);
  if (kept.length === 0) return {};
  return { discounts: kept.map((one) => ({ discount: typeof one === 'string' ? one : one.id })) };
}

function presentPhase({ phases, current_phase }: Stripe.SubscriptionSchedule): Phase {
  const present = phases.find(({ start_date }) => start_date === current_phase?.start_date);
  if (!present) throw new AppError('upstream_failed', 'Stripe could not take the change. Please try again.');
  return present;
}

/** A schedule that takes over the subscription as it is; one that was made and not filled in is gone on with. */
async function scheduleOf(
  { subscriptionSchedules }: Stripe,
  { subscriptionId, scheduleId }: SubscriptionRow,
): Promise<Stripe.SubscriptionSchedule> {
  if (scheduleId !== null) return subscriptionSchedules.retrieve(scheduleId);
  return subscriptionSchedules.create({ from_subscription: subscriptionId });
}

/**
 * Has the subscription change to the plan when its period ends: nothing is due before. Two calls, because Stripe takes
 * no phases with `from_subscription`; a crash in between is mended by a repeat.
 * https://docs.stripe.com/billing/subscriptions/subscription-schedules
 */
export async function scheduleDowngrade(
  stripe: Stripe,
  from: SubscriptionRow,
  target: PricedPlan,
): Promise<void> {
  // Who chooses a smaller plan instead of none wants to stay; and a schedule takes no cancellation along.
  if (from.cancelAt !== null && from.scheduleId === null) {
    const undone = undoneCancellation(await stripe.subscriptions.retrieve(from.subscriptionId));
    if (undone) await stripe.subscriptions.update(from.subscriptionId, undone);
  }
  const schedule = await scheduleOf(stripe, from);
  const present = presentPhase(schedule);
  const discounts = sameDiscounts(present);
  await stripe.subscriptionSchedules.update(schedule.id, {
    end_behavior: 'release',
    metadata: noUpgrade,
    phases: [
      {
        items: [{ price: from.priceId, quantity: 1 }],
        start_date: present.start_date,
        end_date: present.end_date,
        ...discounts,
      },
      {
        items: [{ price: target.priceId, quantity: 1 }],
        duration: { interval: target.interval, interval_count: 1 },
        // It falls on the end of the period: a second beside it must cost nothing.
        proration_behavior: 'none',
        ...discounts,
      },
    ],
  });
}
