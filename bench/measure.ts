import type { Sandbox } from './aws/sandbox.ts';
import { median, quantile } from './statistics.ts';

/** One way to do the work that is compared. */
export interface Contestant<Input> {
  name: string;
  /** Makes what that many calls need; not measured. */
  prepare(count: number): Promise<Input[]>;
  call(input: Input): Promise<void>;
}

export interface Figures {
  perSecond: number;
  p50Ms: number;
  p99Ms: number;
  /** CPU time of the functions' process for each call. */
  cpuMicroseconds: number;
}

export interface Effort {
  /** How many calls run at the same time. */
  atOnce: number;
  callsPerRound: number;
  rounds: number;
}

/** Calls for each input, so many at once; answers how long each took. */
async function callAll<Input>(
  inputs: readonly Input[],
  atOnce: number,
  call: (input: Input) => Promise<void>,
): Promise<number[]> {
  const durationsMs: number[] = [];
  const rest = inputs.values();
  const work = async () => {
    for (const input of rest) {
      const startMs = performance.now();
      await call(input);
      durationsMs.push(performance.now() - startMs);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return durationsMs;
}

async function playRound<Input>(
  sandbox: Sandbox,
  { prepare, call }: Contestant<Input>,
  { atOnce, callsPerRound }: Effort,
): Promise<Figures> {
  const inputs = await prepare(callsPerRound);
  const cpuBefore = await sandbox.cpuMicroseconds();
  const startMs = performance.now();
  const durationsMs = await callAll(inputs, atOnce, call);
  const seconds = (performance.now() - startMs) / 1_000;
  const cpu = (await sandbox.cpuMicroseconds()) - cpuBefore;
  return {
    perSecond: inputs.length / seconds,
    p50Ms: median(durationsMs),
    p99Ms: quantile(durationsMs, 0.99),
    cpuMicroseconds: cpu / inputs.length,
  };
}

const medianOf = (rounds: readonly Figures[]): Figures => ({
  perSecond: median(rounds.map((round) => round.perSecond)),
  p50Ms: median(rounds.map((round) => round.p50Ms)),
  p99Ms: median(rounds.map((round) => round.p99Ms)),
  cpuMicroseconds: median(rounds.map((round) => round.cpuMicroseconds)),
});

// Until V8 has compiled what runs often: the first rounds cost up to twice what the later ones do.
const warmUpRounds = 3;

/** Medians over rounds in which the contestants take turns, so that a machine that slows down slows all of them. */
export async function compare<Input>(
  sandbox: Sandbox,
  contestants: readonly Contestant<Input>[],
  effort: Effort,
): Promise<Map<string, Figures>> {
  const played = new Map(contestants.map(({ name }) => [name, [] as Figures[]]));
  for (let round = 0; round < warmUpRounds + effort.rounds; round += 1) {
    for (const contestant of contestants) {
      const figures = await playRound(sandbox, contestant, effort);
      if (round >= warmUpRounds) played.get(contestant.name)?.push(figures);
    }
  }
  return new Map([...played].map(([name, rounds]) => [name, medianOf(rounds)]));
}
