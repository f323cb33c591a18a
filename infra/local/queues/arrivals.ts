import type { MessageStore } from './message-store.ts';

/** Lets receivers sleep until a message can be had: woken by senders, and by the clock for hidden messages. */
interface Arrivals {
  announce(queue: string): void;
  /** Resolves when it is worth looking again: at an arrival, when the time has passed, or when told to stop. */
  next(queue: string, withinMs: number, stop: AbortSignal): Promise<void>;
}

export function createArrivals(store: MessageStore): Arrivals {
  const sleepers = new Map<string, Set<() => void>>();
  const sleepersOf = (queue: string) => {
    const known = sleepers.get(queue) ?? new Set();
    sleepers.set(queue, known);
    return known;
  };
  return {
    announce: (queue) => {
      for (const wake of sleepersOf(queue)) wake();
    },
    next: async (queue, withinMs, stop) => {
      if (stop.aborted) return;
      const { promise, resolve } = Promise.withResolvers<void>();
      const untilVisibleMs = (store.nextVisibleAtMs(queue) ?? Number.POSITIVE_INFINITY) - Date.now();
      const timer = setTimeout(resolve, Math.max(1, Math.min(withinMs, untilVisibleMs)));
      sleepersOf(queue).add(resolve);
      stop.addEventListener('abort', () => resolve(), { once: true });
      await promise;
      clearTimeout(timer);
      sleepersOf(queue).delete(resolve);
    },
  };
}
