import type { Outside } from '../platform/outside.ts';
import type { Table } from '../platform/table.ts';
import { requestsOf, usageDayKey, usageExpiry } from './usage-day.ts';

export interface UsageDeps {
  table: Table;
  outside: Outside;
}

export type CountOutcome = { outcome: 'counted' } | { outcome: 'full'; retryAfterSeconds: number };

const minuteMs = 60_000;
const minutesOfDay = 1_440;

/** The attribute that counts the requests of a minute, by the minute's number in its day. */
const attributeOf = (minute: number) => `minute${(minute + minutesOfDay) % minutesOfDay}`;

// What a pause outlasts stays in the item until its day is over: at most 46 such counts, some 500 bytes.
const minutesCleared = 30;
const minutesBefore = (minute: number) =>
  Array.from({ length: minutesCleared }, (_, before) => attributeOf(minute - 1 - before)).join(', ');

/**
 * Counts one request of `subject` (a user's id, say) under its action, unless the minute of the clock has had `limit`
 * of all its actions, in one write; a full minute counts nothing. Two minutes' requests can fall close together at
 * their border: that is what a window costs less for.
 */
export async function countRequest(
  { table, outside }: UsageDeps,
  subject: string,
  limit: number,
  action: string,
): Promise<CountOutcome> {
  // However the laptop's time is moved, callers wait in real minutes; what they did counts on the business's day.
  const nowMs = outside.realClock.now().getTime();
  const today = outside.clock.now();
  const minute = Math.floor(nowMs / minuteMs) % minutesOfDay;
  const window = attributeOf(minute);
  const counted = await table.update({
    Key: usageDayKey(subject, today),
    UpdateExpression: `ADD #requests :one, ${window} :one SET expiresAtEpochSeconds = :expiry REMOVE ${minutesBefore(minute)}`,
    ConditionExpression: `attribute_not_exists(${window}) OR ${window} < :limit`,
    ExpressionAttributeNames: { '#requests': requestsOf(action) },
    ExpressionAttributeValues: { ':one': 1, ':limit': limit, ':expiry': usageExpiry(subject, today) },
  });
  if (counted) return { outcome: 'counted' };
  return { outcome: 'full', retryAfterSeconds: Math.ceil((minuteMs - (nowMs % minuteMs)) / 1_000) };
}
