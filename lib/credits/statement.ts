import * as z from 'zod/mini';
import type { LedgerEntry } from '../contract/billing-routes.ts';
import { AppError } from '../contract/errors.ts';
import type { Page } from '../contract/fields.ts';
import type { CursorSeal } from '../platform/cursor.ts';
import { keys, ledgerPrefix } from '../platform/keys.ts';
import type { ItemPage, Table } from '../platform/table.ts';
import { readBalance } from './balance.ts';
import { type Entry, parseEntry } from './entry.ts';

export interface StatementDeps {
  table: Table;
  cursors: CursorSeal;
}

/** Where the next page starts, and the balance after its first entry. */
const position = z.object({ pk: z.string(), sk: z.string(), balanceAfter: z.int() });
type Position = z.output<typeof position>;

function entryAnswer(entry: Entry, balanceAfter: number): LedgerEntry {
  return {
    id: entry.cause,
    type: entry.type,
    credits_delta: entry.creditsDelta,
    balance_after: balanceAfter,
    notes: entry.notes,
    source: { kind: entry.sourceKind, id: entry.sourceId, event_id: entry.eventId },
    created_at: entry.causedAt,
  };
}

function queryEntries(
  table: Table,
  userId: string,
  limit: number,
  after: Position | undefined,
): Promise<ItemPage> {
  return table.query({
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
    ExpressionAttributeValues: { ':pk': keys.balance(userId).pk, ':prefix': ledgerPrefix },
    ScanIndexForward: false,
    Limit: limit,
    ...(after ? { ExclusiveStartKey: { pk: after.pk, sk: after.sk } } : {}),
  });
}

// Each look loses only to a write within its few milliseconds.
const looks = 5;

/** The newest entries together with the balance they add up to: no write came in between. */
async function firstPage(
  table: Table,
  userId: string,
  limit: number,
): Promise<{ page: ItemPage; balanceAfter: number }> {
  let before = await readBalance(table, userId);
  for (let look = 0; look < looks; look += 1) {
    const page = await queryEntries(table, userId, limit, undefined);
    const after = await readBalance(table, userId);
    if (after.version === before.version) return { page, balanceAfter: after.balance };
    before = after;
  }
  throw new AppError('dependency_unavailable', 'Your ledger is changing right now; please try again');
}

/**
 * The ledger newest first. `balance_after` is the running sum in the order shown, made here; the cursor carries
 * it on, so that later pages continue the sum that this reader saw.
 */
export async function readStatement(
  { table, cursors }: StatementDeps,
  userId: string,
  { limit, cursor }: Page,
): Promise<{ entries: LedgerEntry[]; next_cursor: string | null }> {
  const from = cursor === undefined ? undefined : position.parse(cursors.open('ledger', userId, cursor));
  const { page, balanceAfter } = from
    ? { page: await queryEntries(table, userId, limit, from), balanceAfter: from.balanceAfter }
    : await firstPage(table, userId, limit);
  let running = balanceAfter;
  const entries = page.items.map((item) => {
    const entry = parseEntry(item);
    const answer = entryAnswer(entry, running);
    running -= entry.creditsDelta;
    return answer;
  });
  const next =
    page.lastKey &&
    cursors.seal('ledger', userId, { ...page.lastKey, balanceAfter: running } satisfies Position);
  return { entries, next_cursor: next ?? null };
}
