import { emitUpdate } from '../events.ts';
import { type StoredSubscription, subscriptions } from '../objects/subscription.ts';
import type { Scene } from '../world.ts';

/** Every change of a subscription is told with what it replaced. */
export function changeSubscription(
  scene: Scene,
  before: StoredSubscription,
  fields: Partial<StoredSubscription>,
): StoredSubscription {
  const after = subscriptions.replace(scene.store, { ...before, ...fields });
  emitUpdate(scene, 'customer.subscription.updated', { before, after });
  return after;
}

/** As it is now, after whatever its invoices have done to it meanwhile. */
export function currentSubscription(scene: Scene, { id }: { id: string }): StoredSubscription {
  const found = subscriptions.find(scene.store, id);
  if (!found) throw new Error(`The subscription ${id} is gone`);
  return found;
}
