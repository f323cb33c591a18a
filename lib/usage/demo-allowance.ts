import type { UsageDeps } from './count-request.ts';
import { usageDayKey, usageExpiry } from './usage-day.ts';

export type DemoOutcome =
  | { outcome: 'taken'; left: number }
  | { outcome: 'usedUp'; retryAfterSeconds: number };

const dayMs = 86_400_000;

/** Takes one of the demo generations that a person or an address has in a day (UTC), in one write. */
export async function takeDemo(
  { table, outside }: UsageDeps,
  subject: string,
  perDay: number,
): Promise<DemoOutcome> {
  const now = outside.clock.now();
  const item = await table.update({
    Key: usageDayKey(subject, now),
    UpdateExpression: 'ADD demos :one SET expiresAtEpochSeconds = :expiry',
    ConditionExpression: ':perDay > :none AND (attribute_not_exists(demos) OR demos < :perDay)',
    ExpressionAttributeValues: {
      ':one': 1,
      ':none': 0,
      ':perDay': perDay,
      ':expiry': usageExpiry(subject, now),
    },
  });
  if (item) return { outcome: 'taken', left: perDay - Number(item.demos) };
  return { outcome: 'usedUp', retryAfterSeconds: Math.ceil((dayMs - (now.getTime() % dayMs)) / 1_000) };
}

/** Gives one back that came to nothing. Once its day is over there is nothing to give back. */
export async function returnDemo({ table, outside }: UsageDeps, subject: string): Promise<void> {
  await table.update({
    Key: usageDayKey(subject, outside.clock.now()),
    UpdateExpression: 'ADD demos :less',
    ConditionExpression: 'demos > :none',
    ExpressionAttributeValues: { ':less': -1, ':none': 0 },
  });
}
