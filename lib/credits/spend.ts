import type { Catalog } from '../contract/catalog.ts';
import { claimRequest, earlierResult, type RequestIdentity } from '../platform/idempotency.ts';
import { newId } from '../platform/ids.ts';
import { keys } from '../platform/keys.ts';
import type { Outside } from '../platform/outside.ts';
import type { Table, TransactionAction } from '../platform/table.ts';
import { countCredits } from '../usage/count-credits.ts';
import { type Balance, readBalance } from './balance.ts';
import { currentBalance } from './current-balance.ts';
import { type Entry, parseEntry, recordEntry } from './entry.ts';
import { mostLooks, type Watching, watchBalance } from './watch-balance.ts';

export interface SpendDeps {
  table: Table;
  outside: Outside;
  catalog: Pick<Catalog, 'low_balance_threshold'>;
}

export interface Spend {
  userId: string;
  credits: number;
  /** Shown in the ledger. */
  reason: string;
  /** The operation that takes them, as usage counts it. */
  action: string;
  /** The plan makes it free: it is recorded, and takes nothing. */
  unlimited: boolean;
}

export type SpendOutcome =
  | { outcome: 'spent'; entry: Entry; balance: Balance }
  | { outcome: 'insufficientCredits'; available: number; needed: number };

/**
 * The entry and the balance's change, on condition that as much is available: no spend takes it below zero. What takes
 * nothing asks nothing, so that an unlimited plan spends at any balance.
 */
function entryWithinBalance(entry: Entry, watching: Watching): TransactionAction[] {
  const [put, { Update: move }] = recordEntry(entry);
  if (entry.creditsDelta === 0) return [put, { Update: move }];
  const watch = watchBalance(watching, entry);
  const needed = { ...move.ExpressionAttributeValues, ':needed': -entry.creditsDelta };
  return [
    put,
    {
      Update: {
        ...move,
        ConditionExpression: ['available >= :needed', ...watch.conditions].join(' AND '),
        ExpressionAttributeValues: { ...needed, ...watch.values },
      },
    },
    ...watch.along,
  ];
}

function entryOf({ userId, credits, reason, unlimited }: Spend, { outside }: SpendDeps): Entry {
  const spendId = newId('spd', outside);
  return {
    userId,
    cause: `spend:${spendId}`,
    causedAt: outside.clock.now().toISOString(),
    type: 'Spend',
    creditsDelta: unlimited ? 0 : -credits,
    notes: reason,
    sourceKind: 'spend',
    sourceId: spendId,
    eventId: null,
  };
}

/** It was refused, and there may be enough: near the threshold, by a purchase since, or by a hold that was found expired. */
interface Moved {
  outcome: 'moved';
  balance: Balance;
}

async function earlierSpend({ table }: SpendDeps, { userId }: Spend, identity: RequestIdentity) {
  const [causedAt = '', cause = ''] = (await earlierResult(table, userId, identity)).split('#');
  const entry = parseEntry((await table.get(keys.ledgerEntry(userId, causedAt, cause))) ?? {});
  return { outcome: 'spent', entry, balance: await readBalance(table, userId) } as const;
}

async function tryToSpend(
  deps: SpendDeps,
  command: Spend,
  identity: RequestIdentity | undefined,
  seen: Balance | undefined,
): Promise<SpendOutcome | Moved> {
  const { userId, credits } = command;
  const threshold = deps.catalog.low_balance_threshold;
  const now = deps.outside.clock.now();
  const entry = entryOf(command, deps);
  const resultId = `${entry.causedAt}#${entry.cause}`;
  const result = await deps.table.transact([
    ...entryWithinBalance(entry, { threshold, seen }),
    countCredits(userId, { action: command.action, credits: -entry.creditsDelta }, now),
    ...(identity ? [claimRequest(userId, identity, resultId, now)] : []),
  ]);
  if (result.outcome === 'done')
    return { outcome: 'spent', entry, balance: await readBalance(deps.table, userId) };
  if (identity && result.refused.at(-1)) return earlierSpend(deps, command, identity);
  const balance = await currentBalance(deps, userId);
  const { available } = balance;
  // The first of the same key may have been done between refusal and look: the next refusal tells.
  const isKnown = identity === undefined || (seen !== undefined && seen.available < credits);
  if (available < credits && isKnown) return { outcome: 'insufficientCredits', available, needed: credits };
  return { outcome: 'moved', balance };
}

/**
 * Takes credits for something that a person did. The same `Idempotency-Key` spends once in a day, and is told of
 * the first spend again; a refusal is not kept. Throws 409 when the key was used for another request.
 */
export async function spend(
  deps: SpendDeps,
  command: Spend,
  identity: RequestIdentity | undefined,
): Promise<SpendOutcome> {
  let seen: Balance | undefined;
  for (let look = 0; look < mostLooks; look += 1) {
    const outcome = await tryToSpend(deps, command, identity, seen);
    if (outcome.outcome !== 'moved') return outcome;
    seen = outcome.balance;
  }
  throw new Error(`The credits of ${command.userId} kept changing`);
}
