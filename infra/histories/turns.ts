import type { Due } from './agenda.ts';
import type { Chance } from './chance.ts';
import { receivable } from './consuming.ts';
import type { Run } from './run.ts';
import { LawBroken, type Scene } from './scene.ts';
import type { Stage } from './stage.ts';

/** So many runs meet at most. */
const together = 8;
const meetingShare = 0.8;
// The longest of two thousand histories took 12,228: what takes more than this never ends.
const mostTurns = 100_000;

/** Late by a moment, so that what was due one after the other meets. */
const latenessMs = [0, 0, 0, 700, 2_500];

// A function may run for twenty seconds.
const sluggishMs = 12_000;
const sluggishShare = 0.3;
const longestStall = 5;

/** Whether the run stands still before this call for as long as others can go on: what it knows gets old meanwhile. */
function isStalled({ chance }: Scene, { calls, parts }: Run): boolean {
  const drawn = chance('stall', parts.label);
  return drawn.happens(sluggishShare) && calls === 1 + drawn.below(longestStall);
}

function nextOf(scene: Scene, underWay: Run[], chance: Chance): Run {
  const awake = underWay.filter((run) => !isStalled(scene, run));
  return chance.pick(awake.length > 0 ? awake : underWay);
}

/**
 * Plays a history until nothing is left to do: begins what is due, lets one of the runs under way go on to its
 * next call, and lets time pass only when there is neither, or none of them goes on. `afterTurn` looks at what the turn has done.
 */
export async function playOut(
  { scene, passTo }: Stage,
  round: number,
  afterTurn: (run: Run) => Promise<void>,
): Promise<void> {
  const { agenda, played, history } = scene;
  const chance = scene.chance('turns', round);
  const underWay = new Map<Run, number>();

  function beginOne(due: Due[]): void {
    const earliest = due.reduce((first, one) => (one.atMs < first.atMs ? one : first));
    const entry = history.isShuffled ? chance.pick(due) : earliest;
    agenda.take(entry);
    const run = entry.begin();
    if (!run) return;
    underWay.set(run, scene.nowMs());
    scene.note(run.parts.label);
  }

  /** While all that are under way stand still, time may pass, but for no longer than a function runs. */
  const canPass = (toMs: number) =>
    [...underWay].every(([run, beganMs]) => isStalled(scene, run) && toMs <= beganMs + sluggishMs);

  for (let turn = 0; turn < mostTurns; turn += 1) {
    const due = [...agenda.due(scene.nowMs()), ...receivable(scene)];
    const nextMs = Math.min(agenda.nextMs(), played.queues.nextMs());
    if (due.length === 0 && canPass(nextMs)) {
      if (nextMs === Number.POSITIVE_INFINITY) return;
      passTo(nextMs + chance.pick(latenessMs));
    } else if (
      due.length > 0 &&
      underWay.size < together &&
      (underWay.size === 0 || chance.happens(meetingShare))
    ) {
      beginOne(due);
    } else {
      const run = nextOf(scene, [...underWay.keys()], chance);
      await run.goOn();
      if (run.isOver) underWay.delete(run);
      await afterTurn(run);
    }
  }
  throw new LawBroken(`After ${mostTurns} turns something still waits`);
}
