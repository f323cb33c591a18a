import fc from 'fast-check';
import type { Bench } from './bench.ts';
import { histories } from './draw.ts';
import { type History, type Profile, stepWords } from './history.ts';
import { HistoryBroken, runHistory } from './run-history.ts';

export interface Failure {
  seed: number;
  /** The law in a sentence. */
  law: string;
  /** What a person needs to see it again. */
  report: string;
}

// Making a failure shorter is worth this much of somebody's time.
const shrinkingMs = 20_000;
const traceLines = 50;

function settingWords({ people, profile, isShuffled, longestDelaySeconds }: History): string {
  const order = isShuffled ? 'in any order' : 'in order';
  return `people: ${people}, faults: ${profile}, deliveries: ${order}, at most ${longestDelaySeconds} s late`;
}

const replayCommand = (seed: number, profile: Profile | undefined) =>
  `npm run histories -- --seed ${seed}${profile ? ` --profile ${profile}` : ''}`;

function reportOf(seed: number, profile: Profile | undefined, history: History, fault: unknown): Failure {
  const law = fault instanceof Error ? fault.message : String(fault);
  const cause = fault instanceof HistoryBroken ? fault.cause : fault;
  const trace = fault instanceof HistoryBroken ? fault.trace.slice(-traceLines) : [];
  const isLaw = cause instanceof Error && cause.name === 'LawBroken';
  const report = [
    `The history of seed ${seed} broke a law: ${law}`,
    settingWords(history),
    ...history.steps.map(stepWords),
    ...(trace.length > 0 ? ['What happened, to the end:', ...trace] : []),
    ...(isLaw || !(cause instanceof Error) ? [] : [cause.stack ?? '']),
    `Again: ${replayCommand(seed, profile)}`,
  ];
  return { seed, law, report: report.join('\n') };
}

/** Draws the seed's history and plays it. One that breaks a law is made as short as time allows, if that is asked for. */
export async function checkSeed(
  bench: Bench,
  seed: number,
  { profile, shortens }: { profile?: Profile | undefined; shortens: boolean },
): Promise<Failure | undefined> {
  let giveUpAtMs = Number.POSITIVE_INFINITY;
  const property = fc.asyncProperty(histories(profile), async (history) => {
    if (performance.now() > giveUpAtMs) return;
    await runHistory(bench, history).catch((fault: unknown) => {
      giveUpAtMs = Math.min(giveUpAtMs, performance.now() + shrinkingMs);
      throw fault;
    });
  });
  const options = { seed, numRuns: 1, unbiased: true, endOnFailure: !shortens };
  const { failed, counterexample, errorInstance } = await fc.check(property, options);
  const history = counterexample?.[0];
  return failed && history ? reportOf(seed, profile, history, errorInstance) : undefined;
}
