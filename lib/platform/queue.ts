import { once } from './once.ts';
import type { Outside } from './outside.ts';
import type { Queue, QueueSettings } from './queue-client.ts';

export type { Queue };

/** A consumer's own queue. Loads SQS's client with the first call: only messages that fail are hidden. */
export function createQueue(settings: QueueSettings, outside: Outside): Queue {
  const client = once(async () => (await import('./queue-client.ts')).connectQueue(settings, outside));
  return { hide: async (receiptHandle, seconds) => (await client()).hide(receiptHandle, seconds) };
}
