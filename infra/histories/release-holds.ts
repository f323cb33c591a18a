import { runByClock } from './by-clock.ts';
import type { Scene } from './scene.ts';

/** A run of the hourly sweep. */
export function sweepHolds(scene: Scene, why: string, atMs: number): void {
  const run = () => scene.cue.releaseHolds({});
  runByClock(scene, { label: `release-holds after ${why}`, atMs, secondsBetweenTries: 60, run });
}
