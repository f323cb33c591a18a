import { claimRequest, earlierResult, type RequestIdentity } from '../platform/idempotency.ts';
import { newId } from '../platform/ids.ts';
import { keys, staffKeys } from '../platform/keys.ts';
import type { TransactionAction } from '../platform/table.ts';
import { currentBalance } from './current-balance.ts';
import { type HoldDeps, type HoldItem, readHold } from './hold-item.ts';

export interface HoldWish {
  userId: string;
  credits: number;
  /** Shown in the ledger once it is settled. */
  reason: string;
  expiresInSeconds: number;
  /** The plan makes it free: it keeps nothing of the balance. */
  unlimited: boolean;
}

export type HoldOutcome =
  | { outcome: 'held'; hold: HoldItem }
  | { outcome: 'insufficientCredits'; available: number; needed: number };

function holdOf({ outside }: HoldDeps, wish: HoldWish): HoldItem {
  const { userId, credits, reason, expiresInSeconds, unlimited } = wish;
  const now = outside.clock.now();
  return {
    userId,
    holdId: newId('hld', outside),
    credits,
    heldCredits: unlimited ? 0 : credits,
    reason,
    status: 'open',
    createdAt: now.toISOString(),
    expiresAt: new Date(now.getTime() + expiresInSeconds * 1_000).toISOString(),
  };
}

/** The hold, and its credits moved from available to held, on condition that as many are available. */
function openActions(hold: HoldItem): TransactionAction[] {
  const { userId, holdId, heldCredits, expiresAt } = hold;
  const put = {
    Put: {
      Item: { ...keys.hold(userId, holdId), ...hold, ...staffKeys.openHold(expiresAt, holdId) },
      ConditionExpression: 'attribute_not_exists(pk)',
    },
  };
  if (heldCredits === 0) return [put];
  const setAside = {
    Update: {
      Key: keys.balance(userId),
      UpdateExpression: 'ADD available :less, held :credits',
      ConditionExpression: 'available >= :credits',
      ExpressionAttributeValues: { ':credits': heldCredits, ':less': -heldCredits },
    },
  };
  return [put, setAside];
}

async function earlierHold(deps: HoldDeps, userId: string, identity: RequestIdentity): Promise<HoldOutcome> {
  const holdId = await earlierResult(deps.table, userId, identity);
  const hold = await readHold(deps, userId, holdId);
  if (!hold) throw new Error(`The hold ${holdId} is gone before the key that it was asked for with`);
  return { outcome: 'held', hold };
}

async function tryToHold(
  deps: HoldDeps,
  wish: HoldWish,
  identity: RequestIdentity | undefined,
): Promise<HoldOutcome> {
  const hold = holdOf(deps, wish);
  const claim = identity ? [claimRequest(wish.userId, identity, hold.holdId, deps.outside.clock.now())] : [];
  const result = await deps.table.transact([...openActions(hold), ...claim]);
  if (result.outcome === 'done') return { outcome: 'held', hold };
  if (identity && result.refused.at(-1)) return earlierHold(deps, wish.userId, identity);
  const { available } = await currentBalance(deps, wish.userId);
  return { outcome: 'insufficientCredits', available, needed: wish.credits };
}

/**
 * Sets credits aside for something that is about to be done, until it is settled, released or past its end. The same
 * `Idempotency-Key` holds once in a day, and is told of the first hold again, as it is by then; a refusal is not kept.
 * Throws 409 when the key was used for another request.
 */
export async function openHold(
  deps: HoldDeps,
  wish: HoldWish,
  identity?: RequestIdentity,
): Promise<HoldOutcome> {
  const outcome = await tryToHold(deps, wish, identity);
  const hasEnoughNow = outcome.outcome === 'insufficientCredits' && outcome.available >= wish.credits;
  // A purchase came in after the refusal, or a hold was found expired.
  return hasEnoughNow ? tryToHold(deps, wish, identity) : outcome;
}
