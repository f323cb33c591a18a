import type { Told } from './known.ts';
import { Run } from './run.ts';
import type { Scene } from './scene.ts';

const hourMs = 3_600_000;
// The last of them meets no fault.
const tries = 4;

interface Lost {
  told: Told;
  /** Takes in what has happened at Stripe meanwhile. */
  hear(label: string): Promise<void>;
}

/** The hourly run that looks for what never came. One that fails is tried again. */
function reconcileNextHour(scene: Scene, { told, hear }: Lost, attempt: number): void {
  const again = () => reconcileNextHour(scene, { told, hear }, attempt + 1);
  const begin = () => {
    const run: Run = new Run({
      label: `reconcile for ${told.label}, try ${attempt}`,
      whose: undefined,
      mayFail: attempt < tries,
      work: async () => {
        // What Cue itself has done at Stripe is looked for, too.
        await hear(run.parts.label);
        try {
          await scene.cue.reconcile({});
          scene.known.accepted.add(told);
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

/** An event that Stripe never gets through with. */
export function loseEvent(scene: Scene, lost: Lost): void {
  scene.note(`${lost.told.label} is lost`);
  reconcileNextHour(scene, lost, 1);
}
