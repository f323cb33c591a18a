import type { World } from '../world.ts';
import type { Delivery } from './queue.ts';

const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 60_000;
/** As Stripe in live mode. */
const GIVE_UP_AFTER_MS = 3 * 24 * 3600 * 1000;

export interface Attempt {
  status: number | null;
  error: string | null;
  answer: string | null;
}

/** 1 s, 2 s, 4 s … and then once a minute: Stripe's hours would be no use on a laptop. */
export function backoffMs(attempts: number): number {
  return Math.min(FIRST_WAIT_MS * 2 ** (attempts - 1), LONGEST_WAIT_MS);
}

export function recordAttempt(world: World, delivery: Delivery, attempt: Attempt): void {
  const nowMs = Date.now();
  const attempts = delivery.attempts + 1;
  const text = `UPDATE deliveries SET state = ?, attempts = ?, due_at_ms = ?, last_attempt_at_ms = ?, last_status = ?, last_error = ?, last_answer = ? WHERE id = ?`;
  const { status, error, answer } = attempt;
  const state = stateAfter(delivery, { status, nowMs });
  world.store
    .sql(text)
    .run(state, attempts, nowMs + backoffMs(attempts), nowMs, status, error, answer, delivery.id);
}

function stateAfter(delivery: Delivery, { status, nowMs }: { status: number | null; nowMs: number }): string {
  if (status !== null && status >= 200 && status < 300) return 'delivered';
  return nowMs - delivery.createdAtMs >= GIVE_UP_AFTER_MS ? 'abandoned' : 'pending';
}

/** The endpoint was deleted or disabled in the meantime: Stripe stops trying. */
export function abandon(world: World, delivery: Delivery, reason: string): void {
  world.store
    .sql(`UPDATE deliveries SET state = 'abandoned', last_error = ? WHERE id = ?`)
    .run(reason, delivery.id);
}
