import type { World } from '../world.ts';

const MAXIMUM_ROWS = 500;

export interface DeliveryReport {
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

/** The newest deliveries first, of one event or of all; `before` continues after the one of that id. */
export function deliveryLog(
  world: World,
  { event = null, before = null, limit = MAXIMUM_ROWS }: LogRequest = {},
): DeliveryReport[] {
  const text =
    'SELECT * FROM deliveries WHERE (event = ? OR ? IS NULL) AND (id < ? OR ? IS NULL) ORDER BY id DESC LIMIT ?';
  return world.store.sql(text).all(event, event, before, before, limit).map(reportOf);
}

interface LogRequest {
  event?: string | null;
  before?: number | null;
  limit?: number;
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
