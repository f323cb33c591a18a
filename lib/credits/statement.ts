import * as z from 'zod/mini';
import type { LedgerEntry } from '../contract/billing-routes.ts';
import { AppError } from '../contract/errors.ts';
import type { Page } from '../contract/fields.ts';
import type { CursorSeal } from '../platform/cursor.ts';
import { keys, ledgerPrefix } from '../platform/keys.ts';
import type { ItemPage, Table } from '../platform/table.ts';
import { type Balance, readBalance } from './balance.ts';
import { entryAnswer, parseEntry } from './entry.ts';

export interface StatementDeps {
  table: Table;
  cursors: CursorSeal;
}

/** Where the next page starts, the balance after its first entry, and the version of the balance that this holds for. */
const position = z.object({ pk: z.string(), sk: z.string(), balanceAfter: z.int(), version: z.int() });
type Position = z.output<typeof position>;

function queryEntries(
  table: Table,
  userId: string,
  limit: number,
  after: Pick<Position, 'pk' | 'sk'> | undefined,
): Promise<ItemPage> {
  return table.query({
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
    ExpressionAttributeValues: { ':pk': keys.balance(userId).pk, ':prefix': ledgerPrefix },
    ScanIndexForward: false,
    Limit: limit,
    ...(after ? { ExclusiveStartKey: { pk: after.pk, sk: after.sk } } : {}),
  });
}

/** The sum of the entries down to where a page ended: what came after it, as the reader sees it now. */
async function sumDownTo(table: Table, userId: string, { sk }: Position): Promise<number> {
  let sum = 0;
  let after: Pick<Position, 'pk' | 'sk'> | undefined;
  do {
    const { items, lastKey } = await queryEntries(table, userId, 100, after);
    for (const entry of items.filter((item) => String(item.sk) >= sk)) sum += parseEntry(entry).creditsDelta;
    const isPast = items.some((item) => String(item.sk) < sk);
    after = isPast ? undefined : lastKey;
  } while (after);
  return sum;
}

/** An entry may have come in between, also with an older time: the sum of an earlier page then no longer holds. */
async function startingBalance(
  table: Table,
  userId: string,
  now: Balance,
  from: Position | undefined,
): Promise<number> {
  if (!from) return now.balance;
  if (from.version === now.version) return from.balanceAfter;
  return now.balance - (await sumDownTo(table, userId, from));
}

// Each look loses only to a write within its few milliseconds.
const looks = 5;

/** A page of entries with the balance after its first one: no write came in between. */
async function steadyPage(table: Table, userId: string, limit: number, from: Position | undefined) {
  let before = await readBalance(table, userId);
  for (let look = 0; look < looks; look += 1) {
    const balanceAfter = await startingBalance(table, userId, before, from);
    const page = await queryEntries(table, userId, limit, from);
    const after = await readBalance(table, userId);
    if (after.version === before.version) return { page, balanceAfter, version: after.version };
    before = after;
  }
  throw new AppError('dependency_unavailable', 'Your ledger is changing right now; please try again');
}

/** The ledger newest first. `balance_after` is the running sum in the order shown, made here; the cursor carries it on. */
export async function readStatement(
  { table, cursors }: StatementDeps,
  userId: string,
  { limit, cursor }: Page,
): Promise<{ entries: LedgerEntry[]; next_cursor: string | null }> {
  const from = cursor === undefined ? undefined : position.parse(cursors.open('ledger', userId, cursor));
  const { page, balanceAfter, version } = await steadyPage(table, userId, limit, from);
  let running = balanceAfter;
  const entries = page.items.map((item) => {
    const entry = parseEntry(item);
    const answer = { ...entryAnswer(entry), balance_after: running };
    running -= entry.creditsDelta;
    return answer;
  });
  const next =
    page.lastKey &&
    cursors.seal('ledger', userId, { ...page.lastKey, balanceAfter: running, version } satisfies Position);
  return { entries, next_cursor: next ?? null };
}
