import { randomInt } from 'node:crypto';
import type { Condition } from '../store/collection.ts';
import type { World } from '../world.ts';

/** Long enough that events of one request change places, short enough not to be noticed. */
const SHUFFLE_WINDOW_MS = 250;

export interface Delivery {
  id: number;
  event: string;
  endpoint: string;
  attempts: number;
  createdAtMs: number;
}

export function enqueue(world: World, event: { id: string; type: string }, endpoints: string[]): void {
  const text = `INSERT INTO deliveries (event, event_type, endpoint, copy, due_at_ms, created_at_ms) VALUES (?, ?, ?, ?, ?, ?)`;
  for (const endpoint of endpoints) {
    for (let copy = 0; copy <= world.faults.duplicate; copy += 1) {
      const nowMs = Date.now();
      world.store.sql(text).run(event.id, event.type, endpoint, copy, nowMs + waitMs(world), nowMs);
    }
  }
  world.wakeDeliveries();
}

function waitMs({ faults }: World): number {
  return randomInt(1 + Math.max(faults.delayMs, faults.shuffle ? SHUFFLE_WINDOW_MS : 0));
}

export function dueDeliveries(world: World, limits: { busy: Set<number>; limit: number }): Delivery[] {
  const text = `SELECT id, event, endpoint, attempts, created_at_ms FROM deliveries
    WHERE state = 'pending' AND due_at_ms <= ? AND id NOT IN (SELECT value FROM json_each(?)) ORDER BY due_at_ms, id LIMIT ?`;
  const rows = world.store.sql(text).all(Date.now(), JSON.stringify([...limits.busy]), limits.limit);
  return rows.map((row) => ({
    id: Number(row.id),
    event: String(row.event),
    endpoint: String(row.endpoint),
    attempts: Number(row.attempts),
    createdAtMs: Number(row.created_at_ms),
  }));
}

/** When the next delivery that nobody works on falls due. */
export function nextDueAtMs(world: World, busy: Set<number>): number | undefined {
  const text = `SELECT MIN(due_at_ms) FROM deliveries WHERE state = 'pending' AND id NOT IN (SELECT value FROM json_each(?))`;
  const due = world.store.value(text, JSON.stringify([...busy]));
  return due === null ? undefined : Number(due);
}

export function pendingCount(world: World): number {
  return Number(world.store.value(`SELECT COUNT(*) FROM deliveries WHERE state = 'pending'`));
}

/** How many endpoints still wait for this event; its extra copies are the fault's and do not count. */
export function pendingEndpoints(world: World, event: string): number {
  const text = `SELECT COUNT(DISTINCT endpoint) FROM deliveries WHERE event = ? AND state = 'pending' AND copy = 0`;
  return Number(world.store.value(text, event));
}

export function wasDelivered(success: boolean | undefined): Condition[] {
  if (success === undefined) return [];
  const undelivered = `EXISTS (SELECT 1 FROM deliveries WHERE deliveries.event = objects.id AND state <> 'delivered')`;
  return [{ sql: success ? `NOT ${undelivered}` : undelivered, values: [] }];
}
