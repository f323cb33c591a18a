import type { Outside } from '../platform/outside.ts';
import type { Table } from '../platform/table.ts';
import { requestsByKey, requestsOf, usageDayKey, usageExpiry } from './usage-day.ts';
import { windowAt } from './window.ts';

export interface UsageDeps {
  table: Table;
  outside: Outside;
}

export type CountOutcome = { outcome: 'counted' } | { outcome: 'full'; retryAfterSeconds: number };

/** What is asked for, and by which API key if by one. */
export interface CountedRequest {
  action: string;
  keyId?: string | undefined;
}

/**
 * Counts one request of `subject` (a user's id, say) under its action and its key, unless the minute of the clock has
 * had `limit` of all its actions, in one write; a full minute counts nothing.
 */
export async function countRequest(
  { table, outside }: UsageDeps,
  subject: string,
  limit: number,
  { action, keyId }: CountedRequest,
): Promise<CountOutcome> {
  // However the laptop's time is moved, callers wait in real minutes; what they did counts on the business's day.
  const { attribute, before, secondsLeft } = windowAt(outside.realClock.now(), 'minute', 60);
  const today = outside.clock.now();
  const byKey = keyId === undefined ? undefined : requestsByKey(keyId);
  const counted = await table.update({
    Key: usageDayKey(subject, today),
    UpdateExpression: `ADD #requests :one, ${attribute} :one${byKey ? ', #byKey :one' : ''} SET expiresAtEpochSeconds = :expiry REMOVE ${before}`,
    ConditionExpression: `attribute_not_exists(${attribute}) OR ${attribute} < :limit`,
    ExpressionAttributeNames: { '#requests': requestsOf(action), ...(byKey ? { '#byKey': byKey } : {}) },
    ExpressionAttributeValues: { ':one': 1, ':limit': limit, ':expiry': usageExpiry(subject, today) },
  });
  return counted ? { outcome: 'counted' } : { outcome: 'full', retryAfterSeconds: secondsLeft };
}
