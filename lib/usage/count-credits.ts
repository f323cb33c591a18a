import type { TransactionAction } from '../platform/table.ts';
import { creditsOf, doneOf, usageDayKey, usageExpiry } from './usage-day.ts';

/** Counts something that was done and what it took: to go into the transaction of its ledger entry. */
export function countCredits(
  subject: string,
  { action, credits }: { action: string; credits: number },
  now: Date,
): TransactionAction {
  return {
    Update: {
      Key: usageDayKey(subject, now),
      UpdateExpression: 'ADD #credits :credits, #done :one SET expiresAtEpochSeconds = :expiry',
      ExpressionAttributeNames: { '#credits': creditsOf(action), '#done': doneOf(action) },
      ExpressionAttributeValues: { ':credits': credits, ':one': 1, ':expiry': usageExpiry(subject, now) },
    },
  };
}
