import { createArrivals } from './arrivals.ts';
import { type Counts, type NewMessage, openMessageStore, type StoredMessage } from './message-store.ts';
import { type Attributes, openQueueRegistry, type Queue } from './queue-registry.ts';

interface ReceiveOptions {
  limit: number;
  waitSeconds: number;
  visibilityTimeoutSeconds: number;
  /** Aborted when the receiver has gone: it is then given nothing, as nobody would handle it. */
  receiverGone: AbortSignal;
}

/** SQS's queues: what waits in them survives a restart. */
export interface Queues {
  put(name: string, attributes: Attributes): Queue;
  at(queueUrl: string): Queue;
  find(name: string): Queue;
  all(): Queue[];
  sourcesOf(deadLetterQueue: string): Queue[];
  /** All or none; answers the ids in order, once the messages are on disk. */
  send(messages: readonly { queue: string; message: NewMessage }[]): string[];
  receive(queue: Queue, options: ReceiveOptions): Promise<StoredMessage[]>;
  remove(queue: Queue, receiptHandle: string): void;
  hide(queue: Queue, receiptHandle: string, seconds: number): boolean;
  reveal(queue: Queue): void;
  purge(queue: Queue): void;
  move(from: Queue, to: Queue): number;
  count(queue: Queue): Counts;
  /** How many messages receivers were given since the start. */
  handedOut(queue: Queue): number;
  close(): void;
}

export function openQueues(databaseFile: string): Queues {
  const store = openMessageStore(databaseFile);
  const registry = openQueueRegistry(store);
  const arrivals = createArrivals(store);
  const closing = new AbortController();
  const handedOut = new Map<string, number>();

  async function receive(queue: Queue, options: ReceiveOptions): Promise<StoredMessage[]> {
    const deadlineMs = Date.now() + options.waitSeconds * 1000;
    const stop = AbortSignal.any([options.receiverGone, closing.signal]);
    const { limit, visibilityTimeoutSeconds } = options;
    while (!stop.aborted) {
      const found = store.receive(queue.name, {
        limit,
        visibilityTimeoutSeconds,
        deadLetters: queue.deadLetters,
      });
      const leftMs = deadlineMs - Date.now();
      if (found.length > 0 || leftMs <= 0) {
        handedOut.set(queue.name, (handedOut.get(queue.name) ?? 0) + found.length);
        return found;
      }
      await arrivals.next(queue.name, leftMs, stop);
    }
    return [];
  }

  return {
    ...registry,
    receive,
    send: (messages) => {
      const ids = store.send(messages);
      for (const { queue } of messages) arrivals.announce(queue);
      return ids;
    },
    remove: (queue, receiptHandle) => store.remove(queue.name, receiptHandle),
    hide: (queue, receiptHandle, seconds) => {
      const hidden = store.hide(queue.name, receiptHandle, seconds);
      // The sleepers' alarm clock stands at the old time.
      arrivals.announce(queue.name);
      return hidden;
    },
    reveal: (queue) => {
      store.reveal(queue.name);
      arrivals.announce(queue.name);
    },
    purge: (queue) => store.purge(queue.name),
    move: (from, to) => {
      const moved = store.move(from.name, to.name);
      arrivals.announce(to.name);
      return moved;
    },
    count: (queue) => store.count(queue.name),
    handedOut: (queue) => handedOut.get(queue.name) ?? 0,
    close: () => {
      closing.abort();
      store.close();
    },
  };
}
