import { isOver, periodOf, type StoredSubscription, subscriptions } from '../objects/subscription.ts';
import {
  type StoredPhase,
  type StoredSchedule,
  subscriptionSchedules,
} from '../objects/subscription-schedule.ts';
import type { Scene } from '../world.ts';
import { endSubscription } from './end.ts';
import { reachBoundary } from './renew.ts';
import { enterPhase, newlyBegun } from './schedule-phases.ts';
import { endSchedule, releaseSchedule } from './schedules.ts';
import { changedItems } from './update-items.ts';
import { updateSubscription } from './update-subscription.ts';

/** A phase is over: the next one begins, or the schedule ends as it was told to. */
export function followSchedule(scene: Scene, id: string): void {
  const subscription = subscriptionOf(scene, id);
  // At the end of a period the renewal itself enters the next phase, so that nothing is prorated.
  if (subscription && periodOf(subscription).end <= scene.nowSeconds()) reachBoundary(scene, subscription.id);
  const schedule = subscriptionSchedules.find(scene.store, id);
  const current = subscriptionOf(scene, id);
  if (!schedule || !current || schedule.status !== 'active' || isOver(current)) return;
  const begun = newlyBegun(scene, schedule);
  if (begun) enterNow(scene, current, { schedule, phase: begun });
  else if ((schedule.phases.at(-1)?.end_date ?? 0) <= scene.nowSeconds()) finish(scene, current, schedule);
}

function subscriptionOf(scene: Scene, id: string): StoredSubscription | undefined {
  const schedule = subscriptionSchedules.find(scene.store, id);
  return subscriptions.find(scene.store, schedule?.subscription ?? '');
}

function enterNow(
  scene: Scene,
  subscription: StoredSubscription,
  { schedule, phase }: { schedule: StoredSchedule; phase: StoredPhase },
): void {
  enterPhase(scene, schedule);
  const changes = phase.items.map(({ price, quantity }, index) => {
    const present = subscription.items.data[index];
    return { ...(present ? { id: present.id } : {}), price, quantity };
  });
  updateSubscription(scene, subscription, {
    items: changedItems(scene, subscription, changes),
    resetsAnchor: false,
    trialEnd: undefined,
    proration: { behavior: prorationOf(phase), at: scene.nowSeconds() },
    behavior: 'allow_incomplete',
    fields: {},
  });
}

const BEHAVIORS = ['always_invoice', 'create_prorations', 'none'] as const;

function prorationOf({ proration_behavior: asked }: StoredPhase) {
  return BEHAVIORS.find((one) => one === asked) ?? 'create_prorations';
}

function finish(scene: Scene, subscription: StoredSubscription, schedule: StoredSchedule): void {
  if (schedule.end_behavior !== 'cancel') {
    releaseSchedule(scene, schedule);
    return;
  }
  endSchedule(scene, subscription, 'completed');
  endSubscription(scene, { ...subscription, schedule: null }, null);
}
