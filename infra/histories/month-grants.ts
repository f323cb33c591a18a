import { runByClock } from './by-clock.ts';
import type { Scene } from './scene.ts';

const hourSeconds = 3_600;

/** An hourly run for the months of paid years. */
export function grantMonthsSoon(scene: Scene, why: string): void {
  const atMs = scene.nowMs() + hourSeconds * 1_000;
  const run = () => scene.cue.grantMonths({});
  runByClock(scene, { label: `grant-months ${why}`, atMs, secondsBetweenTries: hourSeconds, run });
}
