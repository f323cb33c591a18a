import type { World } from '../world.ts';

const MAXIMUM_ROWS = 500;

interface DeliveryReport {
  id: number;
  event: string;
  type: string;
  endpoint: string;
  copy: number;
  state: string;
  attempts: number;
  lastStatus: number | null;
  lastError: string | null;
  lastAnswer: string | null;
  lastAttemptAt: string | null;
  nextAttemptAt: string | null;
}

/** The newest deliveries first, of one event or of all. */
export function deliveryLog(world: World, event: string | null): DeliveryReport[] {
  const text = 'SELECT * FROM deliveries WHERE event = ? OR ? IS NULL ORDER BY id DESC LIMIT ?';
  return world.store.sql(text).all(event, event, MAXIMUM_ROWS).map(reportOf);
}

function reportOf(row: Record<string, unknown>): DeliveryReport {
  return {
    id: Number(row.id),
    event: String(row.event),
    type: String(row.event_type),
    endpoint: String(row.endpoint),
    copy: Number(row.copy),
    state: String(row.state),
    attempts: Number(row.attempts),
    lastStatus: row.last_status === null ? null : Number(row.last_status),
    lastError: row.last_error === null ? null : String(row.last_error),
    lastAnswer: row.last_answer === null ? null : String(row.last_answer),
    lastAttemptAt: instant(row.last_attempt_at_ms),
    nextAttemptAt: row.state === 'pending' ? instant(row.due_at_ms) : null,
  };
}

function instant(ms: unknown): string | null {
  return ms === null ? null : new Date(Number(ms)).toISOString();
}
