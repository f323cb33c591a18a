import { emit } from '../events.ts';
import { type StoredTestClock, testClocks } from '../objects/test-clock.ts';
import { schedule } from '../schedule.ts';
import { notes } from '../store/notes.ts';
import type { Scene } from '../world.ts';
import { sceneAt } from './scene-about.ts';

const targets = notes<{ seconds: number }>('test_clock.target');

/** Answers at once that it is under way; it happens before anybody can look again. */
export function beginAdvance(scene: Scene, clock: StoredTestClock, seconds: number): StoredTestClock {
  targets.write(scene.store, clock.id, { seconds });
  const advancing = testClocks.replace(scene.store, {
    ...clock,
    status: 'advancing',
    status_details: { advancing: { target_frozen_time: seconds } },
  });
  emit(scene, 'test_helpers.test_clock.advancing', { object: advancing });
  const own = { ...scene, testClock: null };
  const dueAtSeconds = scene.ownClock.nowSeconds();
  schedule(own, { kind: 'testClockAdvances', subject: clock.id, dueAtSeconds });
  return advancing;
}

/** Everything of the clock's customers that falls due on the way, each at its own time. */
export function finishAdvance(
  scene: Scene,
  id: string,
  runJobs: (scene: Scene, untilSeconds: number) => void,
): void {
  const clock = testClocks.find(scene.store, id);
  const target = targets.read(scene.store, id)?.seconds;
  if (!clock || target === undefined) return;
  runJobs(sceneAt(scene, { testClock: id, seconds: target }), target);
  targets.remove(scene.store, id);
  const ready = testClocks.replace(scene.store, {
    ...clock,
    frozen_time: target,
    status: 'ready',
    status_details: {},
  });
  emit(sceneAt(scene, { testClock: id, seconds: target }), 'test_helpers.test_clock.ready', {
    object: ready,
  });
}
