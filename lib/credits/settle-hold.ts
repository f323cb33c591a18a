import { AppError } from '../contract/errors.ts';
import { claimRequest, earlierResult, type RequestIdentity } from '../platform/idempotency.ts';
import type { TransactionAction } from '../platform/table.ts';
import { countCredits } from '../usage/count-credits.ts';
import { holdClosed, presentHold } from './closed-hold.ts';
import { type Entry, recordEntry } from './entry.ts';
import { closeHold, type HoldDeps, type HoldItem, returnHeld } from './hold-item.ts';

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
function spendOfHold(hold: HoldItem, entry: Entry): TransactionAction[] {
  const [put, { Update: move }] = recordEntry(entry);
  const { heldCredits } = hold;
  if (heldCredits === 0) return [put, { Update: move }];
  return [
    put,
    {
      Update: {
        Key: move.Key,
        UpdateExpression: 'ADD available :rest, held :less, version :one',
        ConditionExpression: 'held >= :held',
        ExpressionAttributeValues: {
          ':rest': heldCredits + entry.creditsDelta,
          ':less': -heldCredits,
          ':held': heldCredits,
          ':one': 1,
        },
      },
    },
  ];
}

/**
 * Spends what was used of a hold, at most all of it, and returns the rest: to go into one transaction with what was
 * paid for. The first action is refused when the hold is not open any more. Nothing used leaves no entry.
 */
export function settleActions(
  hold: HoldItem,
  used: number,
  settledFor: SettledFor,
  now: Date,
): TransactionAction[] {
  if (used < 0 || used > hold.credits) throw new RangeError(`${used} of a hold of ${hold.credits}`);
  const close = closeHold(hold, { status: 'settled', settledCredits: used }, now);
  if (used === 0) return [close, ...returnHeld(hold)];
  const entry = entryOf(hold, used, settledFor, now);
  return [
    close,
    ...spendOfHold(hold, entry),
    countCredits(hold.userId, { action: settledFor.action, credits: -entry.creditsDelta }, now),
  ];
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
  deps: HoldDeps,
  settling: Settling,
  identity: RequestIdentity | undefined,
): Promise<HoldItem> {
  const { userId, holdId, credits } = settling;
  const hold = await presentHold(deps, userId, holdId);
  requireWithin(settling, hold);
  const now = deps.outside.clock.now();
  const result = await deps.table.transact([
    ...settleActions(hold, credits, { action: 'settleHold' }, now),
    ...(identity ? [claimRequest(userId, identity, holdId, now)] : []),
  ]);
  if (result.outcome === 'done') return { ...hold, status: 'settled', settledCredits: credits };
  // Throws when the key was used for something else.
  if (identity && result.refused.at(-1)) await earlierResult(deps.table, userId, identity);
  return settledBefore(deps, settling);
}
