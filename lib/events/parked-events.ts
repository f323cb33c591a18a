import * as z from 'zod/mini';
import { stripeEventSource } from '../contract/stripe-events.ts';
import type { Bus } from '../platform/bus.ts';
import { keys, staffKeys } from '../platform/keys.ts';
import { listed } from '../platform/staff-index.ts';
import type { Item, Table } from '../platform/table.ts';

const parkedItem = z.object({
  eventId: z.string(),
  consumer: z.string(),
  type: z.string(),
  /** One of `parkedCodes`, or of those of another version. */
  code: z.string(),
  /** The reason in words. */
  words: z.string(),
  /** When it was parked last. */
  at: z.iso.datetime(),
  /** The event as the bus carried it, JSON. */
  payload: z.string(),
});

export type ParkedEvent = z.output<typeof parkedItem>;

/** A row that cannot be read must not hide the others: it is named by its key. */
export type ParkedRow = { outcome: 'read'; event: ParkedEvent } | { outcome: 'unreadable'; key: string };

function readRow(item: Item): ParkedRow {
  const { success, data } = z.safeParse(parkedItem, item);
  return success ? { outcome: 'read', event: data } : { outcome: 'unreadable', key: `${item.pk} ${item.sk}` };
}

/** All that is parked now, the oldest first. */
export async function* parkedRows(table: Table): AsyncGenerator<ParkedRow> {
  const { staffPk } = staffKeys.parked('', '');
  for await (const item of listed(table, staffPk)) yield readRow(item);
}

/** What the consumers have parked of one event. */
export async function parkedOfEvent(table: Table, eventId: string): Promise<ParkedRow[]> {
  const { items } = await table.query({
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': keys.event(eventId).pk },
  });
  return items.filter((item) => item.state === 'parked').map(readRow);
}

/**
 * Puts a parked event on the bus again, for every consumer of its type: what was done before is not done twice.
 * It stays listed until its consumer has made something else of it.
 */
export async function redrive(bus: Bus, { type, payload }: ParkedEvent): Promise<void> {
  await bus.put({ source: stripeEventSource, type, detail: payload });
}
