import * as z from 'zod/mini';
import type { LedgerEntry, LedgerQuery } from '../contract/billing-routes.ts';
import { AppError } from '../contract/errors.ts';
import type { CursorSeal } from '../platform/cursor.ts';
import type { Key } from '../platform/keys.ts';
import type { Item, ItemPage, Table } from '../platform/table.ts';
import { type Balance, readBalance } from './balance.ts';
import { entryAnswer, parseEntry } from './entry.ts';
import {
  isAskedFor,
  isFiltered,
  type LedgerFilter,
  listName,
  rangeOf,
  requirePeriod,
} from './ledger-filter.ts';

export interface StatementDeps {
  table: Table;
  cursors: CursorSeal;
}

/** Where the next page starts, the balance after its first entry, and the version of the balance that this holds for. */
const position = z.object({ pk: z.string(), sk: z.string(), balanceAfter: z.int(), version: z.int() });
type Position = z.output<typeof position>;
const keyOf = (item: Item): Key => ({ pk: String(item.pk), sk: String(item.sk) });

/** A person's ledger as it is asked for. */
interface Ledger {
  table: Table;
  userId: string;
  filter: LedgerFilter;
}

function queryEntries(
  { table, userId, filter }: Ledger,
  limit: number,
  after: Key | undefined,
): Promise<ItemPage> {
  return table.query({
    KeyConditionExpression: 'pk = :pk AND sk BETWEEN :lowest AND :highest',
    ExpressionAttributeValues: rangeOf(userId, filter),
    ScanIndexForward: false,
    Limit: limit,
    ...(after ? { ExclusiveStartKey: { pk: after.pk, sk: after.sk } } : {}),
  });
}

// With a filter one read passes so many entries, some 300 KB. Of what few meet, or of a time long ago, it may show none:
// its cursor goes on from there.
const longestRead = 1_000;

interface Walk {
  entries: LedgerEntry[];
  /** The last entry that was passed, where there may be more. */
  lastKey: Key | undefined;
  /** The balance before it. */
  balanceAfter: number;
}

/** From an entry down, or from the newest: adds up all that it passes, and takes along what is asked for. */
async function readDown(
  ledger: Ledger,
  limit: number,
  from: { after: Key | undefined; balanceAfter: number },
): Promise<Walk> {
  const most = isFiltered(ledger.filter) ? longestRead : limit;
  const { items, lastKey } = await queryEntries(ledger, most, from.after);
  const walk: Walk = { entries: [], lastKey, balanceAfter: from.balanceAfter };
  for (const item of items) {
    const entry = parseEntry(item);
    if (isAskedFor(ledger.filter, entry))
      walk.entries.push({ ...entryAnswer(entry), balance_after: walk.balanceAfter });
    walk.balanceAfter -= entry.creditsDelta;
    if (walk.entries.length === limit)
      return item === items.at(-1) ? walk : { ...walk, lastKey: keyOf(item) };
  }
  return walk;
}

/** The sum of the entries down to where a page ended: what came after it, as the reader sees it now. */
async function sumDownTo(ledger: Ledger, { sk }: Position): Promise<number> {
  let sum = 0;
  let after: Key | undefined;
  do {
    const { items, lastKey } = await queryEntries(ledger, longestRead, after);
    for (const entry of items.filter((item) => String(item.sk) >= sk)) sum += parseEntry(entry).creditsDelta;
    const isPast = items.some((item) => String(item.sk) < sk);
    after = isPast ? undefined : lastKey;
  } while (after);
  return sum;
}

/** An entry may have come in between, also with an older time: the sum of an earlier page then no longer holds. */
async function startingBalance(ledger: Ledger, now: Balance, from: Position | undefined): Promise<number> {
  if (!from) return now.balance;
  if (from.version === now.version) return from.balanceAfter;
  return now.balance - (await sumDownTo(ledger, from));
}

// Each look loses only to a write within its few milliseconds.
const looks = 5;

/** A page of entries of which each has the balance after it: no write came in between. */
async function steadyPage(ledger: Ledger, limit: number, from: Position | undefined) {
  const { table, userId } = ledger;
  let before = await readBalance(table, userId);
  for (let look = 0; look < looks; look += 1) {
    const balanceAfter = await startingBalance(ledger, before, from);
    const page = await readDown(ledger, limit, { after: from, balanceAfter });
    const after = await readBalance(table, userId);
    if (after.version === before.version) return { ...page, version: after.version };
    before = after;
  }
  throw new AppError('dependency_unavailable', 'Your ledger is changing right now; please try again');
}

/**
 * The ledger newest first. `balance_after` is the running sum of all entries in the order shown, also of those that a
 * filter leaves out; it is made here, and the cursor carries it on.
 */
export async function readStatement(
  { table, cursors }: StatementDeps,
  userId: string,
  { limit, cursor, ...filter }: LedgerQuery,
): Promise<{ entries: LedgerEntry[]; next_cursor: string | null }> {
  requirePeriod(filter);
  const list = listName(filter);
  const from = cursor === undefined ? undefined : position.parse(cursors.open(list, userId, cursor));
  const ledger = { table, userId, filter };
  const { entries, lastKey, balanceAfter, version } = await steadyPage(ledger, limit, from);
  const next =
    lastKey && cursors.seal(list, userId, { ...lastKey, balanceAfter, version } satisfies Position);
  return { entries, next_cursor: next ?? null };
}
