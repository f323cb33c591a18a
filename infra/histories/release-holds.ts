import { Run } from './run.ts';
import type { Scene } from './scene.ts';

// The last of them meets no fault.
const tries = 4;
const secondsBetweenTries = 60;

/** A run of the hourly sweep. One that fails is followed by another. */
export function sweepHolds(scene: Scene, why: string, atMs: number, attempt = 1): void {
  const again = () => sweepHolds(scene, why, scene.nowMs() + secondsBetweenTries * 1_000, attempt + 1);
  const begin = () => {
    const run: Run = new Run({
      label: `release-holds after ${why}, try ${attempt}`,
      whose: 'everybody',
      mayFail: attempt < tries,
      work: async () => {
        try {
          await scene.cue.releaseHolds({});
        } catch (fault) {
          if (run.faults === 0) throw fault;
          again();
        }
      },
      orphaned: again,
    });
    return run;
  };
  scene.agenda.add({ atMs, begin });
}
