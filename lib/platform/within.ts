import { setTimeout as sleep } from 'node:timers/promises';

/** The promise, or `late`'s error once that many milliseconds have passed. What is late goes on unheard. */
export async function within<T>(ms: number, promise: Promise<T>, late: () => Error): Promise<T> {
  const arrived = new AbortController();
  const timeUp = sleep(ms, undefined, { signal: arrived.signal }).then(() => {
    throw late();
  });
  try {
    return await Promise.race([promise, timeUp]);
  } finally {
    // The race has been decided: what loses it is told to nobody.
    timeUp.catch(() => undefined);
    arrived.abort();
  }
}
