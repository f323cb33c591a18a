import { z } from 'zod';
import type { World } from '../world.ts';
import { type ControlRoute, parsed } from './route.ts';

/** Two years at a time keep one request from taking minutes. */
const MAXIMUM_ADVANCE_SECONDS = 2 * 366 * 24 * 3600;

const advance = z.strictObject({ advanceSeconds: z.int().min(0).max(MAXIMUM_ADVANCE_SECONDS) });

function clockState(world: World) {
  const next = world.store.value('SELECT MIN(due_at_seconds) FROM scheduled_jobs WHERE test_clock IS NULL');
  return {
    nowSeconds: world.nowSeconds(),
    aheadSeconds: world.ownClock.aheadSeconds(),
    /** When something falls due next; null when nothing will. */
    nextDueSeconds: typeof next === 'number' ? next : null,
  };
}

/** All that has no test clock. What falls due on the way happens before the next request is looked at. */
export const clockControls: ControlRoute[] = [
  { method: 'GET', path: '/_sim/clock', answer: clockState },
  {
    method: 'POST',
    path: '/_sim/clock',
    answer(scene, { body }) {
      scene.ownClock.advance(parsed(advance, body).advanceSeconds);
      return clockState({ ...scene, nowSeconds: scene.ownClock.nowSeconds });
    },
  },
];
