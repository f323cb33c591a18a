import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '../contract/errors.ts';

// Each try loses only to another writer of the same workflow; with pauses by chance that many let dozens through.
const attempts = 20;
const longestPauseMs = 50;

/** Repeats what reads, changes and writes, when another writer came in between: `undefined` tells so. */
export async function untilWritten<T>(attempt: () => Promise<T | undefined>): Promise<T> {
  for (let round = 0; round < attempts; round += 1) {
    const written = await attempt();
    if (written !== undefined) return written;
    await sleep(Math.random() * longestPauseMs);
  }
  throw new AppError('dependency_unavailable', 'This workflow is changing right now; please try again');
}
