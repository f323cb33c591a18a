import { createHash } from 'node:crypto';
import { StripeFailure } from '../errors.ts';
import type { World } from '../world.ts';
import { type Answer, type IncomingCall, JSON_HEADERS } from './answer.ts';

const KEPT_SECONDS = 24 * 3600;
const MAXIMUM_KEY_LENGTH = 255;

/** Stripe heeds the key on POST only; other methods are idempotent by themselves. */
export function idempotencyKeyOf(call: Pick<IncomingCall, 'method' | 'headers'>): string | null {
  const key = call.method === 'POST' ? call.headers['idempotency-key'] : undefined;
  if (!key) return null;
  if (key.length <= MAXIMUM_KEY_LENGTH) return key;
  const message = `Idempotency keys can be at most ${MAXIMUM_KEY_LENGTH} characters long.`;
  throw new StripeFailure(400, { type: 'idempotency_error', message });
}

export function keyInUse(key: string): StripeFailure {
  const message = `There is currently another in-progress request using this Idempotent Key (that probably means you submitted twice, and the other request is still going through): ${key}. Please try again later.`;
  return new StripeFailure(409, { type: 'idempotency_error', code: 'idempotency_key_in_use', message });
}

export function replay(world: World, key: string, call: IncomingCall): Answer | undefined {
  world.store
    .sql('DELETE FROM idempotency WHERE created_at_seconds <= ?')
    .run(world.nowSeconds() - KEPT_SECONDS);
  const row = world.store.sql('SELECT fingerprint, status, body FROM idempotency WHERE key = ?').get(key);
  if (!row) return undefined;
  if (row.fingerprint !== fingerprintOf(call)) throw usedOtherwise(key);
  return {
    status: Number(row.status),
    headers: { ...JSON_HEADERS, 'idempotent-replayed': 'true' },
    body: String(row.body),
  };
}

/** What never began is not kept: a refused parameter may be mended under the same key. Our own 500s are, as Stripe's. */
export function remember(
  world: World,
  key: string,
  { call, answer }: { call: IncomingCall; answer: Answer },
): void {
  if (answer.status >= 400 && answer.status < 500 && answer.status !== 402) return;
  const text = 'INSERT OR REPLACE INTO idempotency VALUES (?, ?, ?, ?, ?)';
  world.store.sql(text).run(key, fingerprintOf(call), answer.status, answer.body, world.nowSeconds());
}

function fingerprintOf({ method, url, body }: IncomingCall): string {
  return createHash('sha256').update(`${method} ${url.pathname}${url.search}\n${body}`).digest('hex');
}

function usedOtherwise(key: string): StripeFailure {
  const message = `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`;
  return new StripeFailure(400, { type: 'idempotency_error', message });
}
