import type Stripe from 'stripe';
import { newId } from '../ids.ts';
import { collection } from '../store/collection.ts';
import type { Scene } from '../world.ts';

export type StoredTestClock = Omit<Stripe.TestHelpers.TestClock, 'deleted'>;

export const testClocks = collection<StoredTestClock>('test_helpers.test_clock');

/** As at Stripe: a clock that is forgotten cleans up after itself. */
const KEPT_SECONDS = 30 * 24 * 3600;

export function newTestClock(
  scene: Scene,
  { frozenTime, name }: { frozenTime: number; name: string | null },
): StoredTestClock {
  const created = scene.nowSeconds();
  return {
    id: newId.testClock(),
    object: 'test_helpers.test_clock',
    created,
    deletes_after: created + KEPT_SECONDS,
    frozen_time: frozenTime,
    livemode: false,
    name,
    status: 'ready',
    status_details: {},
  } satisfies StoredTestClock;
}
