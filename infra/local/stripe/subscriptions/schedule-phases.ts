import { emitUpdate } from '../events.ts';
import { planOf } from '../objects/plan.ts';
import { prices } from '../objects/price.ts';
import {
  itemFields,
  newItem,
  periodOf,
  type StoredItem,
  type StoredSubscription,
} from '../objects/subscription.ts';
import {
  currentPhase,
  type StoredPhase,
  type StoredSchedule,
  subscriptionSchedules,
} from '../objects/subscription-schedule.ts';
import type { Scene } from '../world.ts';

/** The subscription as the phase that has begun wants it; as it is when no new phase has begun. */
export function beginPhase(scene: Scene, subscription: StoredSubscription): StoredSubscription {
  const schedule = subscriptionSchedules.find(scene.store, subscription.schedule ?? '');
  const phase = schedule && newlyBegun(scene, schedule);
  if (!schedule || !phase) return subscription;
  enterPhase(scene, schedule);
  return {
    ...subscription,
    ...itemFields(subscription.id, phaseItems(scene, subscription, phase)),
    // What a phase does not name is not gone on with.
    discounts: phase.discounts.flatMap(({ discount }) => (typeof discount === 'string' ? [discount] : [])),
  };
}

export function newlyBegun(
  scene: Scene,
  { current_phase, phases, status }: StoredSchedule,
): StoredPhase | undefined {
  const now = scene.nowSeconds();
  const phase = phases.find((one) => one.start_date <= now && now < one.end_date);
  return status === 'active' && phase && phase.start_date !== current_phase?.start_date ? phase : undefined;
}

export function enterPhase(scene: Scene, before: StoredSchedule): StoredSchedule {
  const after = subscriptionSchedules.replace(scene.store, {
    ...before,
    current_phase: currentPhase(before.phases, scene.nowSeconds()),
  });
  emitUpdate(scene, 'subscription_schedule.updated', { before, after });
  return after;
}

/** An item keeps its id when only its price changes. */
function phaseItems(scene: Scene, subscription: StoredSubscription, { items }: StoredPhase): StoredItem[] {
  const { id } = subscription;
  return items.map(({ price: priceId, quantity }, index) => {
    const price = prices.find(scene.store, priceId);
    if (!price) throw new Error(`The price ${priceId} of a schedule is gone`);
    const present = subscription.items.data[index];
    if (present) return { ...present, price, plan: planOf(price), quantity };
    return newItem(scene, {
      price,
      quantity,
      metadata: {},
      subscription: id,
      period: periodOf(subscription),
    });
  });
}
