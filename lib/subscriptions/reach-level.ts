import { setTimeout as sleep } from 'node:timers/promises';
import { parseBalance } from '../credits/balance.ts';
import { type Entry, parseEntry, recordEntry } from '../credits/entry.ts';
import { keys } from '../platform/keys.ts';
import type { Item, Table, TransactionAction } from '../platform/table.ts';

/** A month of a subscription and the credits that it is to reach: its plan's, or after an upgrade the new plan's. */
export interface MonthlyLevel {
  userId: string;
  subscriptionId: string;
  monthStart: string;
  credits: number;
}

/** All but what the level decides. */
export type LevelEntry = Omit<Entry, 'userId' | 'creditsDelta' | 'type'>;

export const monthCause = (subscriptionId: string): string => `month:${subscriptionId}`;

const monthEntryKey = ({ userId, monthStart, subscriptionId }: MonthlyLevel) =>
  keys.ledgerEntry(userId, monthStart, monthCause(subscriptionId));

const levelKey = ({ userId, subscriptionId, monthStart }: MonthlyLevel) =>
  keys.creditLevel(userId, subscriptionId, monthStart);

/** Only an upgrade writes a level of its own: a month that was granted once has reached what its entry brought. */
function reachedBy(entry: Item | undefined, level: Item | undefined): number {
  if (typeof level?.credits === 'number') return level.credits;
  return entry ? parseEntry(entry).creditsDelta : 0;
}

/** The credits that a month of a subscription has reached so far. */
export async function reachedLevel(table: Table, month: MonthlyLevel): Promise<number> {
  const [entry, level] = await table.getAll([monthEntryKey(month), levelKey(month)]);
  return reachedBy(entry, level);
}

/** On condition that no other entry came in between: it could have raised the level. */
function entryAtVersion(entry: Entry, version: number): TransactionAction[] {
  const [put, { Update: move }] = recordEntry(entry);
  return [
    put,
    {
      Update: {
        ...move,
        ConditionExpression: version === 0 ? 'attribute_not_exists(version)' : 'version = :version',
        ExpressionAttributeValues: {
          ...move.ExpressionAttributeValues,
          ...(version === 0 ? {} : { ':version': version }),
        },
      },
    },
  ];
}

// Each try loses only to another entry of the same person.
const attempts = 12;
const longestPauseMs = 50;

async function tryToReach(
  table: Table,
  month: MonthlyLevel,
  entry: LevelEntry,
  along: TransactionAction[],
): Promise<number | 'moved'> {
  const own = keys.ledgerEntry(month.userId, entry.causedAt, entry.cause);
  const isMonthsOwn = entry.cause === monthCause(month.subscriptionId);
  const [balance, level, ownEntry, other] = await table.getAll([
    keys.balance(month.userId),
    levelKey(month),
    own,
    ...(isMonthsOwn ? [] : [monthEntryKey(month)]),
  ]);
  const reached = reachedBy(isMonthsOwn ? ownEntry : other, level);
  const creditsDelta = month.credits - reached;
  // What was granted for this cause stays as it was, also when the catalog has come to say more.
  if (ownEntry || creditsDelta <= 0) {
    if (along.length > 0 && (await table.transact(along)).outcome === 'refused') return 'moved';
    return 0;
  }
  const isFirst = isMonthsOwn && !level;
  const { outcome } = await table.transact([
    ...entryAtVersion(
      { ...entry, userId: month.userId, type: 'Grant', creditsDelta },
      parseBalance(balance).version,
    ),
    ...(isFirst ? [] : [{ Put: { Item: { ...levelKey(month), credits: month.credits } } }]),
    ...along,
  ]);
  return outcome === 'done' ? creditsDelta : 'moved';
}

/**
 * Brings a month's credits up to a level, by the difference to the highest that it has reached: whatever the order in
 * which its invoices are told, and however often plans are toggled. `along` is done in the same transaction, also
 * when nothing is left to grant; it is made anew for each try. Answers the credits granted now.
 */
export async function reachLevel(
  table: Table,
  month: MonthlyLevel,
  entry: LevelEntry,
  along: () => Promise<TransactionAction[]>,
): Promise<number> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const granted = await tryToReach(table, month, entry, await along());
    if (granted !== 'moved') return granted;
    await sleep(Math.random() * longestPauseMs);
  }
  throw new Error(`The ledger of ${month.userId} kept changing`);
}
