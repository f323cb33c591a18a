import { AppError } from '../contract/errors.ts';
import { type Balance, readBalance } from '../credits/balance.ts';
import { currentBalance } from '../credits/current-balance.ts';
import { type Entry, parseEntry, recordEntry } from '../credits/entry.ts';
import { claimRequest, earlierResult, type RequestIdentity } from '../platform/idempotency.ts';
import { keys } from '../platform/keys.ts';
import type { TransactionAction } from '../platform/table.ts';
import { type Actor, type AuditDeps, auditAction } from './audit.ts';

export interface Adjustment {
  userId: string;
  /** Granted above zero, clawed back below. */
  credits: number;
  /** Shown in the person's statement. */
  reason: string;
}

interface Adjusted {
  entry: Entry;
  balance: Balance;
}

function entryOf(
  { userId, credits, reason }: Adjustment,
  { who }: Actor,
  { auditId, at }: { auditId: string; at: string },
): Entry {
  return {
    userId,
    cause: `admin:${auditId}`,
    causedAt: at,
    type: credits > 0 ? 'Grant' : 'Refund',
    creditsDelta: credits,
    notes: reason,
    sourceKind: 'admin',
    sourceId: auditId,
    eventId: null,
    by: who,
  };
}

/** What is clawed back must be available: only money that went back takes a balance below zero. */
function entryWithinBalance(entry: Entry): TransactionAction[] {
  const [put, { Update: move }] = recordEntry(entry);
  if (entry.creditsDelta > 0) return [put, { Update: move }];
  const values = { ...move.ExpressionAttributeValues, ':needed': -entry.creditsDelta };
  const ConditionExpression = 'available >= :needed';
  return [put, { Update: { ...move, ConditionExpression, ExpressionAttributeValues: values } }];
}

async function earlierAdjustment(
  { table }: AuditDeps,
  { who }: Actor,
  identity: RequestIdentity,
): Promise<Adjusted> {
  const [userId = '', causedAt = '', cause = ''] = (await earlierResult(table, who, identity)).split('#');
  const entry = parseEntry((await table.get(keys.ledgerEntry(userId, causedAt, cause))) ?? {});
  return { entry, balance: await readBalance(table, userId) };
}

/** Undefined when fewer credits are available than are to be clawed back. */
async function tryToAdjust(
  deps: AuditDeps,
  actor: Actor,
  adjustment: Adjustment,
  identity: RequestIdentity | undefined,
): Promise<Adjusted | undefined> {
  const { userId, credits, reason } = adjustment;
  const act = credits > 0 ? 'grantCredits' : 'clawBackCredits';
  const audit = auditAction(actor, { act, userId, credits, reason }, deps);
  const entry = entryOf(adjustment, actor, audit);
  const resultId = `${userId}#${entry.causedAt}#${entry.cause}`;
  const result = await deps.table.transact([
    { ConditionCheck: { Key: keys.user(userId), ConditionExpression: 'attribute_exists(pk)' } },
    ...entryWithinBalance(entry),
    audit.action,
    ...(identity ? [claimRequest(actor.who, identity, resultId, deps.outside.clock.now())] : []),
  ]);
  if (result.outcome === 'done') return { entry, balance: await readBalance(deps.table, userId) };
  if (identity && result.refused.at(-1)) return earlierAdjustment(deps, actor, identity);
  if (result.refused[0]) throw new AppError('not_found', 'User not found');
  return undefined;
}

/**
 * Grants credits or claws them back, in one transaction with the trail. The same `Idempotency-Key` does it once in a
 * day. Throws 404 when there is no such person, 409 when fewer credits are available than are to be clawed back, or the
 * key was used for another request.
 */
export async function adjustCredits(
  deps: AuditDeps,
  actor: Actor,
  adjustment: Adjustment,
  identity?: RequestIdentity,
): Promise<Adjusted> {
  const adjusted = await tryToAdjust(deps, actor, adjustment, identity);
  if (adjusted) return adjusted;
  const { available } = await currentBalance(deps, adjustment.userId);
  // A hold that had expired kept what is available by now.
  const hasEnoughNow = available >= -adjustment.credits;
  const second = hasEnoughNow && (await tryToAdjust(deps, actor, adjustment, identity));
  if (second) return second;
  throw new AppError(
    'not_enough_available',
    `Only ${Math.max(0, available)} of ${-adjustment.credits} credits are available to claw back`,
  );
}
