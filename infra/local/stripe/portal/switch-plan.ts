import { boundary, type Interval } from '../billing/periods.ts';
import { invalidRequest } from '../errors.ts';
import type { StoredPortalConfiguration } from '../objects/portal-configuration.ts';
import { prices, type StoredPrice } from '../objects/price.ts';
import { periodOf, type StoredSubscription } from '../objects/subscription.ts';
import { newPhase } from '../objects/subscription-schedule.ts';
import { changeFromRequest } from '../subscriptions/change-request.ts';
import { changeSchedule, scheduleFrom } from '../subscriptions/schedules.ts';
import type { Scene } from '../world.ts';

type Update = StoredPortalConfiguration['features']['subscription_update'];

/** What the portal's configuration lets people switch to; what they have is not among it. */
export function offeredPrices(scene: Scene, update: Update, subscription: StoredSubscription): StoredPrice[] {
  if (!update.enabled || !update.default_allowed_updates.includes('price')) return [];
  const ids = (update.products ?? []).flatMap((product) => product.prices);
  const [item] = subscription.items.data;
  return ids
    .filter((id) => id !== item?.price.id)
    .flatMap((id) => prices.find(scene.store, id) ?? [])
    .filter((price) => price.active);
}

/** Changes the plan as the configuration says: now, or at the end of the period for what it names so. */
export function switchPlan(
  scene: Scene,
  subscription: StoredSubscription,
  { update, price: id }: { update: Update; price: string },
): 'now' | 'at period end' {
  const price = offeredPrices(scene, update, subscription).find((one) => one.id === id);
  const [item] = subscription.items.data;
  if (!price || !item) throw invalidRequest('This plan is not offered here.');
  if (subscription.schedule !== null)
    throw invalidRequest('There is a change on its way already. Take it back first.');
  if (waitsForPeriodEnd(update, { from: item.price, to: price })) {
    scheduleSwitch(scene, subscription, price);
    return 'at period end';
  }
  const endsTrial = subscription.status === 'trialing' && update.trial_update_behavior !== 'continue_trial';
  changeFromRequest(scene, subscription, {
    items: [{ id: item.id, price: id }],
    proration_behavior: prorationOf(update.proration_behavior),
    payment_behavior: 'error_if_incomplete',
    ...(update.billing_cycle_anchor === 'now' ? { billing_cycle_anchor: { type: 'now' } } : {}),
    ...(endsTrial ? { trial_end: 'now' } : {}),
  });
  return 'now';
}

const BEHAVIORS = ['always_invoice', 'create_prorations', 'none'] as const;

export function prorationOf(asked: string) {
  return BEHAVIORS.find((one) => one === asked) ?? 'none';
}

const DAYS = { day: 1, week: 7, month: 30, year: 365 };

function waitsForPeriodEnd(
  { schedule_at_period_end }: Update,
  { from, to }: { from: StoredPrice; to: StoredPrice },
): boolean {
  const lengthOf = ({ recurring }: StoredPrice) =>
    DAYS[(recurring?.interval ?? 'month') as Interval['interval']] * (recurring?.interval_count ?? 1);
  return schedule_at_period_end.conditions.some(({ type }) =>
    type === 'decreasing_item_amount' ? to.unit_amount < from.unit_amount : lengthOf(to) < lengthOf(from),
  );
}

function scheduleSwitch(scene: Scene, subscription: StoredSubscription, price: StoredPrice): void {
  const schedule = scheduleFrom(scene, subscription);
  const { end } = periodOf(subscription);
  const interval = {
    interval: (price.recurring?.interval ?? 'month') as Interval['interval'],
    interval_count: price.recurring?.interval_count ?? 1,
  };
  const next = newPhase({
    currency: price.currency,
    items: [{ price: price.id, quantity: subscription.items.data[0]?.quantity ?? 1 }],
    start_date: end,
    end_date: boundary(end, interval, 1),
    discounts: schedule.phases[0]?.discounts ?? [],
  });
  changeSchedule(scene, schedule, { phases: [...schedule.phases, next] });
}
