import * as z from 'zod/mini';
import { type Hold, holdStatus } from '../contract/billing-routes.ts';
import { epochSeconds } from '../platform/clock.ts';
import { keys } from '../platform/keys.ts';
import type { Outside } from '../platform/outside.ts';
import type { Item, Table, TransactionAction } from '../platform/table.ts';

export interface HoldDeps {
  table: Table;
  outside: Outside;
}

/** Credits that are set aside for something that is being done. */
const holdItem = z.object({
  userId: z.string(),
  holdId: z.string(),
  credits: z.int(),
  /** What it keeps of the balance: all of `credits`, or nothing where the plan makes it free. */
  heldCredits: z.int(),
  /** Shown in the ledger once it is settled. */
  reason: z.string(),
  status: holdStatus,
  /** Of a settled one: what was used. */
  settledCredits: z.optional(z.int()),
  createdAt: z.string(),
  expiresAt: z.string(),
});

export type HoldItem = z.output<typeof holdItem>;

export const parseHold = (item: Item): HoldItem => holdItem.parse(item);

export async function readHold(
  { table }: Pick<HoldDeps, 'table'>,
  userId: string,
  holdId: string,
): Promise<HoldItem | undefined> {
  const item = await table.get(keys.hold(userId, holdId));
  return item && parseHold(item);
}

export function holdAnswer({ holdId, credits, status, expiresAt }: HoldItem): Hold {
  return { id: holdId, credits, status, expires_at: expiresAt };
}

// Longer than an Idempotency-Key is remembered. An open hold never goes by itself: its credits would go with it.
const closedKeptSeconds = 2 * 86_400;

interface Closing {
  status: 'settled' | 'released' | 'expired';
  settledCredits?: number;
}

/**
 * Closes a hold that is open: of all that try, one transaction meets this condition. Settling and releasing must come
 * before its end, expiry after it.
 */
export function closeHold({ userId, holdId }: HoldItem, closing: Closing, now: Date): TransactionAction {
  const inTime = closing.status === 'expired' ? 'expiresAt <= :now' : 'expiresAt > :now';
  return {
    Update: {
      Key: keys.hold(userId, holdId),
      UpdateExpression: `SET #status = :status, closedAt = :now, expiresAtEpochSeconds = :gone${
        closing.settledCredits === undefined ? '' : ', settledCredits = :settled'
      } REMOVE staffPk, staffSk`,
      ConditionExpression: `#status = :open AND ${inTime}`,
      ExpressionAttributeNames: { '#status': 'status' },
      ExpressionAttributeValues: {
        ':status': closing.status,
        ':open': 'open',
        ':now': now.toISOString(),
        ':gone': epochSeconds(now) + closedKeptSeconds,
        ...(closing.settledCredits === undefined ? {} : { ':settled': closing.settledCredits }),
      },
    },
  };
}

/** Moves credits from held to available; the balance stays what it was, and so does the count of its entries. */
export function returnHeld({ userId, heldCredits }: HoldItem): TransactionAction[] {
  if (heldCredits === 0) return [];
  return [
    {
      Update: {
        Key: keys.balance(userId),
        UpdateExpression: 'ADD available :credits, held :less',
        ConditionExpression: 'held >= :credits',
        ExpressionAttributeValues: { ':credits': heldCredits, ':less': -heldCredits },
      },
    },
  ];
}
