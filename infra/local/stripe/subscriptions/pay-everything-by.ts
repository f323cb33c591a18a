import type { StoredCustomer } from '../objects/customer.ts';
import { isOver, subscriptions } from '../objects/subscription.ts';
import { setDefaultMethod } from '../payments/attach.ts';
import { equals } from '../store/conditions.ts';
import type { Scene } from '../world.ts';
import { changeSubscription } from './change.ts';

/** Stripe allows fewer. */
const MAXIMUM_SUBSCRIPTIONS = 1000;

/** The customer's default, and that of each subscription that names a card of its own. */
export function payEverythingBy(scene: Scene, customer: StoredCustomer, method: string): void {
  setDefaultMethod(scene, customer, method);
  const theirs = subscriptions.select(scene.store, {
    conditions: equals('customer', customer.id),
    order: 'oldest first',
    limit: MAXIMUM_SUBSCRIPTIONS,
  });
  for (const one of theirs.filter((one) => !isOver(one) && one.default_payment_method !== null))
    changeSubscription(scene, one, { default_payment_method: method });
}
