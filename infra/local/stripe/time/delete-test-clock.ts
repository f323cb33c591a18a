import { emit } from '../events.ts';
import { customers } from '../objects/customer.ts';
import { type StoredTestClock, testClocks } from '../objects/test-clock.ts';
import { equals } from '../store/conditions.ts';
import { deleteCustomer } from '../subscriptions/delete-customer.ts';
import type { Scene } from '../world.ts';

const MAXIMUM_CUSTOMERS = 1000;

/** Its customers go with it. */
export function deleteTestClock(scene: Scene, clock: StoredTestClock): void {
  const theirs = customers.select(scene.store, {
    conditions: equals('test_clock', clock.id),
    order: 'oldest first',
    limit: MAXIMUM_CUSTOMERS,
  });
  for (const customer of theirs) if (!('deleted' in customer)) deleteCustomer(scene, customer);
  scene.store.sql('DELETE FROM scheduled_jobs WHERE test_clock = ?').run(clock.id);
  testClocks.remove(scene.store, clock.id);
  emit(scene, 'test_helpers.test_clock.deleted', { object: clock });
}
