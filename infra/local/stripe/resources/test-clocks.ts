import { boundary } from '../billing/periods.ts';
import { invalidRequest } from '../errors.ts';
import { emit } from '../events.ts';
import { existing, listRoute, type Resource, retrieveRoute } from '../http/resource.ts';
import { route } from '../http/route.ts';
import { isOver, subscriptions } from '../objects/subscription.ts';
import { newTestClock, type StoredTestClock, testClocks } from '../objects/test-clock.ts';
import { integer, required, text } from '../parameters/checks.ts';
import { equals } from '../store/conditions.ts';
import { intervalOfItems } from '../subscriptions/item-period.ts';
import { beginAdvance } from '../time/advance-test-clock.ts';
import { deleteTestClock } from '../time/delete-test-clock.ts';
import type { Scene } from '../world.ts';

/** As many as a clock's customers may have. */
const MAXIMUM_SUBSCRIPTIONS = 100;

const create = route({
  method: 'POST',
  path: '/v1/test_helpers/test_clocks',
  parameters: { frozen_time: required(integer({ minimum: 0 })), name: text({ maximumLength: 300 }) },
  handle({ scene, values }) {
    const clock = newTestClock(scene, { frozenTime: values.frozen_time, name: values.name ?? null });
    testClocks.insert(scene.store, clock);
    emit(scene, 'test_helpers.test_clock.created', { object: clock });
    return clock;
  },
});

const advance = route({
  method: 'POST',
  path: '/v1/test_helpers/test_clocks/:id/advance',
  parameters: { frozen_time: required(integer({ minimum: 0 })) },
  handle({ scene, path, values }) {
    const clock = existing(scene, testClocks, path.id);
    refuseAdvance(scene, clock, values.frozen_time);
    return beginAdvance(scene, clock, values.frozen_time);
  },
});

/** Stripe moves a clock by two periods of its shortest subscription at most. */
function refuseAdvance(scene: Scene, clock: StoredTestClock, to: number): void {
  const param = 'frozen_time';
  if (to <= clock.frozen_time)
    throw invalidRequest('Test clocks can only be advanced to a time in the future.', { param });
  const own = subscriptions.select(scene.store, {
    conditions: equals('test_clock', clock.id),
    order: 'newest first',
    limit: MAXIMUM_SUBSCRIPTIONS,
  });
  const running = own.filter((one) => !isOver(one));
  const farthest = Math.min(
    ...running.map(({ items }) => boundary(clock.frozen_time, intervalOfItems(items.data), 2)),
  );
  if (to <= farthest) return;
  const message =
    'You cannot advance a test clock by more than two intervals of its shortest subscription at a time.';
  throw invalidRequest(message, { param });
}

const remove = route({
  method: 'DELETE',
  path: '/v1/test_helpers/test_clocks/:id',
  parameters: {},
  handle({ scene, path }) {
    const clock = existing(scene, testClocks, path.id);
    deleteTestClock(scene, clock);
    return { id: clock.id, object: clock.object, deleted: true };
  },
});

const list = listRoute({
  path: '/v1/test_helpers/test_clocks',
  collection: testClocks,
  filters: {},
  conditions: () => [],
});

export const testClockResource: Resource = {
  routes: [create, list, advance, retrieveRoute('/v1/test_helpers/test_clocks/:id', testClocks), remove],
};
