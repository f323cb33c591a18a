import { invalidRequest } from '../errors.ts';
import { emit, emitUpdate } from '../events.ts';
import { periodOf, type StoredSubscription, subscriptions } from '../objects/subscription.ts';
import {
  currentPhase,
  newPhase,
  newSchedule,
  type StoredPhase,
  type StoredSchedule,
  subscriptionSchedules,
} from '../objects/subscription-schedule.ts';
import { schedule as scheduleJob } from '../schedule.ts';
import type { Scene } from '../world.ts';
import { changeSubscription } from './change.ts';

/** Takes over a subscription as it is: one phase until its period ends. */
export function scheduleFrom(scene: Scene, subscription: StoredSubscription): StoredSchedule {
  if (subscription.schedule !== null) {
    const message = `You cannot migrate a subscription that is already attached to a schedule: ${subscription.schedule}`;
    throw invalidRequest(message, { param: 'from_subscription' });
  }
  const { start, end } = periodOf(subscription);
  const phase = newPhase({
    currency: subscription.currency,
    items: subscription.items.data.map(({ price, quantity }) => ({ price: price.id, quantity })),
    start_date: start,
    end_date: end,
    discounts: subscription.discounts.map(phaseDiscount),
  });
  const made = subscriptionSchedules.insert(scene.store, newSchedule(scene, subscription, [phase]));
  planPhases(scene, made);
  emit(scene, 'subscription_schedule.created', { object: made });
  changeSubscription(scene, subscription, { schedule: made.id });
  return made;
}

/** An existing discount that a phase goes on with. */
export const phaseDiscount = (discount: string): StoredPhase['discounts'][number] => ({
  coupon: null,
  discount,
  promotion_code: null,
});

export function changeSchedule(
  scene: Scene,
  before: StoredSchedule,
  fields: Partial<StoredSchedule>,
): StoredSchedule {
  const phases = fields.phases ?? before.phases;
  const after = subscriptionSchedules.replace(scene.store, {
    ...before,
    ...fields,
    current_phase: currentPhase(phases, scene.nowSeconds()),
  });
  planPhases(scene, after);
  emitUpdate(scene, 'subscription_schedule.updated', { before, after });
  return after;
}

function planPhases(scene: Scene, { id, phases }: StoredSchedule): void {
  for (const { end_date } of phases)
    scheduleJob(scene, { kind: 'schedulePhaseBegins', subject: id, dueAtSeconds: end_date });
}

/** Phases follow each other without a gap, and the first one that is not over is the present one. */
export function refusePhases(phases: StoredPhase[]): void {
  for (const [index, phase] of phases.entries()) {
    const param = `phases[${index}]`;
    const previous = phases[index - 1];
    if (phase.end_date <= phase.start_date)
      throw invalidRequest('The phase `end_date` must be after its `start_date`.', { param });
    if (previous && previous.end_date !== phase.start_date)
      throw invalidRequest('The phases of a schedule must follow each other without a gap.', { param });
  }
}

/** The subscription goes on as it is, without the schedule. */
export function releaseSchedule(scene: Scene, schedule: StoredSchedule): StoredSchedule {
  const released = subscriptionSchedules.replace(scene.store, {
    ...schedule,
    current_phase: null,
    released_at: scene.nowSeconds(),
    released_subscription: schedule.subscription,
    status: 'released',
    subscription: null,
  });
  emit(scene, 'subscription_schedule.released', { object: released });
  const subscription = subscriptions.find(scene.store, schedule.subscription ?? '');
  if (subscription?.schedule === schedule.id) changeSubscription(scene, subscription, { schedule: null });
  return released;
}

/** With the end of its subscription a schedule ends too. */
export function endSchedule(
  scene: Scene,
  subscription: StoredSubscription,
  how: 'canceled' | 'completed',
): StoredSchedule | undefined {
  const schedule = subscriptionSchedules.find(scene.store, subscription.schedule ?? '');
  if (schedule?.status !== 'active') return undefined;
  const ended = subscriptionSchedules.replace(scene.store, {
    ...schedule,
    ...(how === 'canceled' ? { canceled_at: scene.nowSeconds() } : { completed_at: scene.nowSeconds() }),
    current_phase: null,
    status: how,
  });
  emit(scene, how === 'canceled' ? 'subscription_schedule.canceled' : 'subscription_schedule.completed', {
    object: ended,
  });
  return ended;
}
