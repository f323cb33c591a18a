import type { FunctionName } from '../manifest.ts';
import { queueName } from './consumers.ts';
import type { Consumer } from './functions/consumer.ts';
import type { Queues } from './queues/queues.ts';

/** Lets a test wait for consumers instead of for time. */
export interface Stillness {
  /** Resolves when no message waits anywhere but in DLQs, and none is being handled. */
  quiet(timeoutMs?: number): Promise<void>;
  /** Resolves when nothing can be received and nothing is being handled; what failed may be hidden for a while yet. */
  idle(timeoutMs?: number): Promise<void>;
  /** Brings hidden messages back at once: a visibility time-out or back-off that need not be sat out. */
  redeliver(): void;
  /** Resolves when all is quiet, bringing back what is hidden as often as it takes. */
  settled(timeoutMs?: number): Promise<void>;
}

/** Queues that are not ours tell nobody when they are quiet. */
export const unknownStillness: Stillness = {
  quiet: () => Promise.reject(new Error('The queues are elsewhere')),
  idle: () => Promise.reject(new Error('The queues are elsewhere')),
  settled: () => Promise.reject(new Error('The queues are elsewhere')),
  redeliver: () => {
    throw new Error('The queues are elsewhere');
  },
};

const pollMs = 5;
const patienceMs = 10_000;
// Twice as long each time: what waits for a neighbour has it at once, and what fails for minutes stays far from the DLQ.
const firstRedeliveryMs = 50;
const longestRedeliveryMs = 5_000;

export function stillness(
  queues: Queues,
  consumers: ReadonlyMap<FunctionName, Consumer>,
  stage: string,
): Stillness {
  const watched = [...consumers].map(([name, consumer]) => ({
    name,
    consumer,
    queue: queues.find(queueName(stage, name)),
  }));
  const isIdle = () =>
    watched.every(
      ({ consumer, queue }) =>
        queues.count(queue).ready === 0 && queues.handedOut(queue) === consumer.handled(),
    );
  const isEmpty = () =>
    watched.every(({ queue }) => {
      const { ready, inFlight, delayed } = queues.count(queue);
      return ready + inFlight + delayed === 0;
    });
  async function until(isReached: () => boolean, timeoutMs = patienceMs): Promise<void> {
    const deadlineMs = Date.now() + timeoutMs;
    while (!isReached()) {
      if (Date.now() > deadlineMs) {
        const waiting = watched.map(({ name, queue }) => `${name} ${JSON.stringify(queues.count(queue))}`);
        throw new Error(`The queues are not quiet after ${timeoutMs} ms: ${waiting.join(', ')}`);
      }
      await new Promise((resolve) => setTimeout(resolve, pollMs));
    }
  }
  const isQuiet = () => isEmpty() && isIdle();
  const redeliver = () => {
    for (const { queue } of watched) queues.reveal(queue);
  };
  async function settled(timeoutMs = patienceMs): Promise<void> {
    let nextAtMs = 0;
    let intervalMs = firstRedeliveryMs;
    await until(() => {
      // Only while nothing is being handled: what is in a function's hands would be handled twice at a time.
      if (!isIdle()) return false;
      if (isEmpty()) return true;
      if (Date.now() < nextAtMs) return false;
      redeliver();
      nextAtMs = Date.now() + intervalMs;
      intervalMs = Math.min(2 * intervalMs, longestRedeliveryMs);
      return false;
    }, timeoutMs);
  }
  return {
    quiet: (timeoutMs) => until(isQuiet, timeoutMs),
    idle: (timeoutMs) => until(isIdle, timeoutMs),
    redeliver,
    settled,
  };
}
