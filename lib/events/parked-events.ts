import * as z from 'zod/mini';
import { type ParkedCode, parkedCodes } from '../contract/parked-codes.ts';
import { stripeEventSource } from '../contract/stripe-events.ts';
import type { Bus } from '../platform/bus.ts';
import { keys, staffKeys } from '../platform/keys.ts';
import type { Item, Table } from '../platform/table.ts';

const parkedItem = z.object({
  eventId: z.string(),
  consumer: z.string(),
  type: z.string(),
  code: z.enum(Object.keys(parkedCodes) as [ParkedCode, ...ParkedCode[]]),
  /** The reason in words. */
  words: z.string(),
  /** When it was parked last. */
  at: z.iso.datetime(),
  /** The event as the bus carried it, JSON. */
  payload: z.string(),
});

export type ParkedEvent = z.output<typeof parkedItem>;

const parse = (item: Item): ParkedEvent => parkedItem.parse(item);

/** All that is parked now, the oldest first, page by page. */
export async function* parkedEvents(table: Table): AsyncGenerator<ParkedEvent> {
  let from: Item | undefined;
  do {
    const page = await table.query({
      IndexName: 'staff',
      // An index is a moment behind the table.
      ConsistentRead: false,
      KeyConditionExpression: 'staffPk = :parked',
      ExpressionAttributeValues: { ':parked': staffKeys.parked('', '').staffPk },
      ...(from ? { ExclusiveStartKey: from } : {}),
    });
    yield* page.items.map(parse);
    from = page.lastKey && { ...page.lastKey };
  } while (from);
}

/** What the consumers have parked of one event. */
export async function parkedOfEvent(table: Table, eventId: string): Promise<ParkedEvent[]> {
  const { items } = await table.query({
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': keys.event(eventId).pk },
  });
  return items.filter((item) => item.state === 'parked').map(parse);
}

/**
 * Puts a parked event on the bus again, for every consumer of its type: what was done before is not done twice.
 * It stays listed until its consumer has made something else of it.
 */
export async function redrive(bus: Bus, { type, payload }: ParkedEvent): Promise<void> {
  await bus.put({ source: stripeEventSource, type, detail: payload });
}
