import type { Bench } from './bench.ts';
import type { History } from './history.ts';
import type { Known } from './known.ts';
import { holdEveryMoment } from './laws/at-every-moment.ts';
import { keepLowBalances } from './laws/low-balance.ts';
import { holdStandings } from './laws/plan-standing.ts';
import { holdPlansMoveOn } from './laws/plans-move-on.ts';
import { type Snapshot, snapshot } from './laws/snapshot.ts';
import { signUpPeople } from './people.ts';
import { holdAtRest, playToRest } from './rest.ts';
import { type Stage, setStage } from './stage.ts';
import { planSteps } from './steps/take-step.ts';

/** A history whose law was broken, with what led there. */
export class HistoryBroken extends Error {
  readonly trace: readonly string[];

  constructor(cause: unknown, trace: readonly string[]) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.name = 'HistoryBroken';
    this.trace = trace;
  }
}

function takeIn({ balances, grantedSessions }: Known, now: Snapshot): void {
  for (const [userId, { balance, entries }] of now) {
    balances.see(userId, balance.available);
    for (const { type, sourceId } of entries) if (type === 'Purchase') grantedSessions.add(sourceId);
  }
}

async function watch(stage: Stage, bench: Bench): Promise<Snapshot> {
  const { scene, tableName, takeWritten } = stage;
  await signUpPeople(stage);
  const look = () => snapshot(bench.documents, tableName);
  let before = await look();
  planSteps(scene);
  takeWritten();
  await playToRest(stage, bench, async (run) => {
    if (!takeWritten()) return;
    const now = await look();
    holdEveryMoment(scene, before, now, run.parts.whose);
    holdStandings(before, now);
    keepLowBalances(scene.known, before, now);
    await holdPlansMoveOn(scene, before, now);
    takeIn(scene.known, now);
    before = now;
  });
  return holdAtRest(stage, bench);
}

interface Played {
  trace: readonly string[];
  known: Known;
  /** What everybody has in the end. */
  atRest: Snapshot;
}

/** Plays the history and holds its laws. Throws `HistoryBroken` at the first that is broken. */
export async function runHistory(bench: Bench, history: History): Promise<Played> {
  const stage = await setStage(bench, history);
  try {
    const atRest = await watch(stage, bench);
    return { trace: stage.trace, known: stage.scene.known, atRest };
  } catch (cause) {
    throw new HistoryBroken(cause, stage.trace);
  } finally {
    await stage.close();
  }
}
