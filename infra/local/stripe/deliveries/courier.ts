import type { World } from '../world.ts';
import { attemptDelivery } from './attempt.ts';
import { dueDeliveries, nextDueAtMs } from './queue.ts';

/** Enough for a burst of duplicates to arrive truly at once. */
const MAXIMUM_AT_ONCE = 64;
/** Timers in Node overflow beyond 24.8 days; waking hourly to look again costs nothing. */
const LONGEST_SLEEP_MS = 3_600_000;

interface Courier {
  /** Looks for due deliveries on the next turn of the loop, after the transaction that asks for it. */
  wake(): void;
  close(): Promise<void>;
}

export function createCourier(world: World): Courier {
  const busy = new Set<number>();
  const running = new Set<Promise<void>>();
  const closing = new AbortController();
  let timer: NodeJS.Timeout | undefined;

  function sleep(ms: number): void {
    if (closing.signal.aborted) return;
    clearTimeout(timer);
    timer = setTimeout(sendDue, Math.min(ms, LONGEST_SLEEP_MS));
  }

  function sendDue(): void {
    for (const delivery of dueDeliveries(world, { busy, limit: MAXIMUM_AT_ONCE - busy.size })) {
      busy.add(delivery.id);
      const run = attemptDelivery(world, delivery, closing.signal).finally(() => {
        busy.delete(delivery.id);
        running.delete(run);
        sleep(0);
      });
      running.add(run);
    }
    sleepUntilNext();
  }

  function sleepUntilNext(): void {
    const dueAtMs = nextDueAtMs(world, busy);
    // With all hands busy, the first to finish wakes the rest.
    if (dueAtMs !== undefined && busy.size < MAXIMUM_AT_ONCE) sleep(Math.max(0, dueAtMs - Date.now()));
  }

  async function close(): Promise<void> {
    closing.abort();
    clearTimeout(timer);
    await Promise.all(running);
  }

  return { wake: () => sleep(0), close };
}
