/**
 * `onceAtStripe`: makes one thing at Stripe, however often it is asked for. Our `Idempotency-Key` is not Stripe's:
 * docs/decisions/0019-our-idempotency-key-is-not-stripes.md.
 */
import { setTimeout as sleep } from 'node:timers/promises';

/** For a call of Stripe's client. It must not try again by itself: a failure under a key is replayed for a day. */
interface KeyedCall {
  idempotencyKey: string;
  maxNetworkRetries: 0;
}

export interface ThingAtStripe<T> {
  /** What Stripe's idempotency keys begin with: the same whoever asks for the thing, and nothing else's. */
  key: string;
  make(call: KeyedCall): Promise<T>;
  /** What a try that Stripe answered with a failure has made all the same, found by what was written on it. */
  find(): Promise<T | undefined>;
}

// As many as Stripe's client makes; each that is not answered takes four seconds.
const tries = 3;
const longestPauseMs = 500;
// Of a thing that fails at each try: keys to look through until Stripe forgets the first of them, after 24 hours.
const keysPerThing = 50;

/**
 * `spent`: Stripe has kept an answer under this key that will not do, its own failure say, and gives it again for a
 * day. `open`: it has kept none, or one that did not reach us and that the same key brings.
 */
function stateOfKey(error: unknown): 'spent' | 'open' | undefined {
  if (!(error instanceof Error) || !('type' in error)) return undefined;
  if (error.type === 'StripeConnectionError') return 'open';
  const status = 'statusCode' in error ? Number(error.statusCode) : 0;
  if (status === 409 || status === 429) return 'open';
  // What was made under it was asked for in other words: with a customer that is gone, say.
  if (error.type === 'StripeIdempotencyError') return 'spent';
  return status >= 500 ? 'spent' : undefined;
}

function isReplayed(error: unknown): boolean {
  if (!(error instanceof Error) || !('headers' in error)) return false;
  const { headers } = error;
  return typeof headers === 'object' && headers !== null && 'idempotent-replayed' in headers;
}

/**
 * Goes from key to key in an order that is the same for every run, so that two runs never make two things: to the next
 * one only from a key that is spent, and after a look whether the thing is there. Throws Stripe's own error.
 */
export async function onceAtStripe<T>({ key, make, find }: ThingAtStripe<T>): Promise<T> {
  let number = 1;
  let failures = 0;
  for (;;) {
    const idempotencyKey = number === 1 ? key : `${key}-${number}`;
    try {
      return await make({ idempotencyKey, maxNetworkRetries: 0 });
    } catch (cause) {
      const state = stateOfKey(cause);
      if (!state) throw cause;
      const found = state === 'spent' ? await find() : undefined;
      if (found) return found;
      if (state === 'spent') number += 1;
      if (!isReplayed(cause)) failures += 1;
      if (failures === tries || number > keysPerThing) throw cause;
      if (!isReplayed(cause)) await sleep(Math.random() * longestPauseMs);
    }
  }
}
