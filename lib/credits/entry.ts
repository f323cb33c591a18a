import * as z from 'zod/mini';
import { entryType, type LedgerEntry } from '../contract/billing-routes.ts';
import { keys } from '../platform/keys.ts';
import type { Item, TransactionAction } from '../platform/table.ts';

const entryItem = z.object({
  userId: z.string(),
  cause: z.string(),
  causedAt: z.string(),
  type: entryType,
  creditsDelta: z.int(),
  notes: z.string(),
  sourceKind: z.string(),
  sourceId: z.string(),
  eventId: z.nullable(z.string()),
  /** Of a grant or claw-back by an admin: who did it. */
  by: z.optional(z.string()),
  /** Of a month that several invoices have paid for: which brought how much. */
  parts: z.optional(z.array(z.object({ invoiceId: z.string(), credits: z.int() }))),
});

/**
 * One movement of credits. `cause` and `causedAt` are its identity: whatever tells of the same cause builds the
 * same key, so it is written once. `causedAt` is the time of the causing object, never of an event about it.
 */
export type Entry = z.output<typeof entryItem>;

export function parseEntry(item: Item): Entry {
  return entryItem.parse(item);
}

/** An entry as the API shows it, without the running balance of a statement. */
export function entryAnswer(entry: Entry): Omit<LedgerEntry, 'balance_after'> {
  return {
    id: entry.cause,
    type: entry.type,
    credits_delta: entry.creditsDelta,
    notes: entry.notes,
    source: { kind: entry.sourceKind, id: entry.sourceId, event_id: entry.eventId },
    created_at: entry.causedAt,
  };
}

/** Where the balance keeps the sum of the entries of each type. */
export const sumOf = {
  Purchase: 'purchased',
  Grant: 'granted',
  Spend: 'spent',
  Refund: 'refunded',
} as const satisfies Record<Entry['type'], string>;

/** Writes the entry unless its cause has one, and moves the balance with it: to go into one transaction. */
export function recordEntry(entry: Entry) {
  const { userId, causedAt, cause } = entry;
  return [
    {
      Put: {
        Item: { ...keys.ledgerEntry(userId, causedAt, cause), ...entry },
        ConditionExpression: 'attribute_not_exists(pk)',
      },
    },
    {
      Update: {
        Key: keys.balance(userId),
        UpdateExpression: `ADD available :delta, ${sumOf[entry.type]} :delta, version :one SET held = if_not_exists(held, :zero)`,
        ExpressionAttributeValues: { ':delta': entry.creditsDelta, ':one': 1, ':zero': 0 },
      },
    },
  ] as const satisfies TransactionAction[];
}
