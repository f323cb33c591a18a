import type { Bench } from './bench.ts';
import { checkSeed, type Failure } from './check-seed.ts';
import type { Profile } from './history.ts';

export interface Wanted {
  first: number;
  count: number;
  profile?: Profile | undefined;
  /** Ends at the first failure, and shows it as it was drawn. */
  stopsAtFailure?: boolean;
  /** Told after each history how many are through. */
  progress?(done: number, failures: number): void;
}

// While one waits for the engine or for a retry, the others work.
const lanes = 4;

/** Plays the histories of seeds in a row, several at a time; answers those that broke a law. */
export async function checkSeeds(bench: Bench, wanted: Wanted): Promise<Failure[]> {
  const { first, count, profile, stopsAtFailure = false, progress } = wanted;
  const failures: Failure[] = [];
  let taken = 0;
  let done = 0;
  const lane = async () => {
    while (taken < count && !(stopsAtFailure && failures.length > 0)) {
      const seed = first + taken;
      taken += 1;
      const failure = await checkSeed(bench, seed, { profile, shortens: !stopsAtFailure });
      if (failure) failures.push(failure);
      done += 1;
      progress?.(done, failures.length);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return failures.sort((a, b) => a.seed - b.seed);
}
