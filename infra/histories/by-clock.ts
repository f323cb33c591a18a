import { Run } from './run.ts';
import type { Scene } from './scene.ts';

interface ByClock {
  label: string;
  atMs: number;
  secondsBetweenTries: number;
  run(): Promise<unknown>;
}

// The last of them meets no fault.
const tries = 4;

/** A run by the clock, about everybody. One that fails is followed by another. */
export function runByClock(scene: Scene, what: ByClock, attempt = 1): void {
  const { label, atMs, secondsBetweenTries } = what;
  const again = () => {
    const later = scene.nowMs() + secondsBetweenTries * 1_000;
    runByClock(scene, { ...what, atMs: later }, attempt + 1);
  };
  const begin = () => {
    const run: Run = new Run({
      label: `${label}, try ${attempt}`,
      whose: 'everybody',
      mayFail: attempt < tries,
      work: async () => {
        try {
          await what.run();
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
