import { Run } from './run.ts';
import type { Scene } from './scene.ts';

const hourMs = 3_600_000;
// The last of them meets no fault.
const tries = 4;

/** An hourly run for the months of paid years. One that fails is followed by the next. */
export function grantMonthsSoon(scene: Scene, why: string, attempt = 1): void {
  const again = () => grantMonthsSoon(scene, why, attempt + 1);
  const begin = () => {
    const run: Run = new Run({
      label: `grant-months ${why}, try ${attempt}`,
      whose: 'everybody',
      mayFail: attempt < tries,
      work: async () => {
        try {
          await scene.cue.grantMonths({});
        } catch (fault) {
          if (run.faults === 0) throw fault;
          again();
        }
      },
      orphaned: again,
    });
    return run;
  };
  scene.agenda.add({ atMs: scene.nowMs() + hourMs, begin });
}
