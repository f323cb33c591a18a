import { emit } from '../events.ts';
import { customers, deletedCustomer, type StoredCustomer } from '../objects/customer.ts';
import { invoicesOf } from '../objects/invoice.ts';
import { isOver, subscriptions } from '../objects/subscription.ts';
import { equals } from '../store/conditions.ts';
import type { Scene } from '../world.ts';
import { currentSubscription } from './change.ts';
import { endSubscription, stopCollecting } from './end.ts';
import { endSchedule } from './schedules.ts';

/** Stripe allows fewer. */
const MAXIMUM_SUBSCRIPTIONS = 1000;

/** With a customer all that is billed to them ends at once, without prorations. */
export function deleteCustomer(scene: Scene, customer: StoredCustomer) {
  const theirs = subscriptions.select(scene.store, {
    conditions: equals('customer', customer.id),
    order: 'oldest first',
    limit: MAXIMUM_SUBSCRIPTIONS,
  });
  for (const subscription of theirs.filter((one) => !isOver(one))) {
    endSchedule(scene, subscription, 'canceled');
    endSubscription(scene, { ...currentSubscription(scene, subscription), schedule: null }, null);
    // There is nobody left to charge.
    for (const draft of invoicesOf(scene, subscription.id, 'draft')) stopCollecting(scene, draft);
  }
  emit(scene, 'customer.deleted', { object: customer });
  return customers.replace(scene.store, deletedCustomer(customer.id));
}
