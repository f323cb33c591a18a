import type { Catalog } from '../contract/catalog.ts';
import { AppError } from '../contract/errors.ts';
import { claimRequest, earlierResult, type RequestIdentity } from '../platform/idempotency.ts';
import type { TransactionAction } from '../platform/table.ts';
import { countCredits } from '../usage/count-credits.ts';
import { type Balance, readBalance } from './balance.ts';
import { holdClosed, presentHold } from './closed-hold.ts';
import { type Entry, recordEntry } from './entry.ts';
import { closeHold, type HoldDeps, type HoldItem, returnHeld } from './hold-item.ts';
import { mostLooks, type Watching, watchBalance } from './watch-balance.ts';

/** How a settled hold stands in the ledger and in the usage. */
export interface SettledFor {
  /** The operation that it was held for, as usage counts it: `generateWorkflow`, say. */
  action: string;
  /** The hold's reason unless said. */
  notes?: string;
  /** What was made of the credits; the hold itself unless said. */
  sourceKind?: string;
  sourceId?: string;
}

function entryOf(hold: HoldItem, used: number, settledFor: SettledFor, now: Date): Entry {
  const { userId, holdId, heldCredits, reason } = hold;
  const { notes = reason, sourceKind = 'hold', sourceId = holdId } = settledFor;
  return {
    userId,
    cause: `hold:${holdId}`,
    causedAt: now.toISOString(),
    type: 'Spend',
    creditsDelta: heldCredits === 0 ? 0 : -used,
    notes,
    sourceKind,
    sourceId,
    eventId: null,
  };
}

/** The entry, and the balance without what was used: all that was held leaves `held`, the rest becomes available. */
function spendOfHold(hold: HoldItem, entry: Entry, watching: Watching): TransactionAction[] {
  const [put, { Update: move }] = recordEntry(entry);
  const { heldCredits } = hold;
  if (heldCredits === 0) return [put, { Update: move }];
  const watch = watchBalance(watching, entry, heldCredits + entry.creditsDelta);
  return [
    put,
    {
      Update: {
        Key: move.Key,
        UpdateExpression: 'ADD available :rest, held :less, spent :delta, version :one',
        ConditionExpression: ['held >= :held', ...watch.conditions].join(' AND '),
        ExpressionAttributeValues: {
          ':rest': heldCredits + entry.creditsDelta,
          ':less': -heldCredits,
          ':held': heldCredits,
          ':delta': entry.creditsDelta,
          ':one': 1,
          ...watch.values,
        },
      },
    },
    ...watch.along,
  ];
}

/**
 * Spends what was used of a hold, at most all of it, and returns the rest: to go into one transaction with what was
 * paid for. The first action is refused when the hold is not open any more, the third when the balance is another than
 * was seen. Nothing used leaves no entry.
 */
export function settleActions(
  hold: HoldItem,
  used: number,
  settledFor: SettledFor,
  { now, ...watching }: Watching & { now: Date },
): TransactionAction[] {
  if (used < 0 || used > hold.credits) throw new RangeError(`${used} of a hold of ${hold.credits}`);
  const close = closeHold(hold, { status: 'settled', settledCredits: used }, now);
  if (used === 0) return [close, ...returnHeld(hold)];
  const entry = entryOf(hold, used, settledFor, now);
  return [
    close,
    ...spendOfHold(hold, entry, watching),
    countCredits(hold.userId, { action: settledFor.action, credits: -entry.creditsDelta }, now),
  ];
}

/** Whether only the balance was another than was seen: it is to be read and tried again. */
export const hasBalanceMoved = (refused: boolean[], used: number): boolean =>
  used > 0 && refused[0] === false && refused[2] === true;

export interface SettleDeps extends HoldDeps {
  catalog: Pick<Catalog, 'low_balance_threshold'>;
}

export interface Settling {
  userId: string;
  holdId: string;
  credits: number;
}

function requireWithin({ credits }: Settling, hold: HoldItem): void {
  if (credits <= hold.credits) return;
  const message = `The hold is of ${hold.credits} credits`;
  throw new AppError('invalid_field', message, { fields: [{ path: 'credits', message }] });
}

/** What became of a hold that could not be settled: the same settlement was there before, or 409. */
async function settledBefore(deps: HoldDeps, { userId, holdId, credits }: Settling): Promise<HoldItem> {
  const hold = await presentHold(deps, userId, holdId);
  if (hold.status === 'settled' && hold.settledCredits === credits) return hold;
  throw holdClosed(hold);
}

/**
 * Settles a hold of a person. The same again is told the same; another count, or a hold that was released or is past
 * its end, gets 409, and one that nobody has 404. More than was held is refused with 422.
 */
export async function settleHold(
  deps: SettleDeps,
  settling: Settling,
  identity: RequestIdentity | undefined,
): Promise<HoldItem> {
  const { userId, holdId, credits } = settling;
  const hold = await presentHold(deps, userId, holdId);
  requireWithin(settling, hold);
  const threshold = deps.catalog.low_balance_threshold;
  let seen: Balance | undefined;
  for (let look = 0; look < mostLooks; look += 1) {
    const now = deps.outside.clock.now();
    const result = await deps.table.transact([
      ...settleActions(hold, credits, { action: 'settleHold' }, { now, threshold, seen }),
      ...(identity ? [claimRequest(userId, identity, holdId, now)] : []),
    ]);
    if (result.outcome === 'done') return { ...hold, status: 'settled', settledCredits: credits };
    // Throws when the key was used for something else.
    if (identity && result.refused.at(-1)) await earlierResult(deps.table, userId, identity);
    if (!hasBalanceMoved(result.refused, credits)) return settledBefore(deps, settling);
    seen = await readBalance(deps.table, userId);
  }
  throw new Error(`The credits of ${userId} kept changing`);
}
