import type { Bench } from './bench.ts';
import type { History } from './history.ts';
import type { Known } from './known.ts';
import { holdEveryMoment } from './laws/at-every-moment.ts';
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

async function watch(stage: Stage, bench: Bench): Promise<void> {
  const { scene, tableName, takeWritten } = stage;
  await signUpPeople(stage);
  const look = () => snapshot(bench.documents, tableName);
  let before = await look();
  planSteps(scene);
  takeWritten();
  await playToRest(stage, bench, async (run) => {
    if (!takeWritten()) return;
    const now = await look();
    holdEveryMoment(scene.known, before, now, run.parts.whose);
    takeIn(scene.known, now);
    before = now;
  });
  await holdAtRest(stage, bench);
}

/** Plays the history and holds its laws; answers its trace. Throws `HistoryBroken` at the first that is broken. */
export async function runHistory(bench: Bench, history: History): Promise<readonly string[]> {
  const stage = await setStage(bench, history);
  try {
    await watch(stage, bench);
    return stage.trace;
  } catch (cause) {
    throw new HistoryBroken(cause, stage.trace);
  } finally {
    await stage.close();
  }
}
