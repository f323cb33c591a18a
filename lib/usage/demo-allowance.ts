import type { Key } from '../platform/keys.ts';
import type { UsageDeps } from './count-request.ts';
import { usageDayKey, usageExpiry } from './usage-day.ts';

export type DemoOutcome = { outcome: 'taken'; from: Key } | { outcome: 'usedUp'; retryAfterSeconds: number };

const dayMs = 86_400_000;

/** Takes one of the demo generations that a person or an address has in a day (UTC), in one write. */
export async function takeDemo(
  { table, outside }: UsageDeps,
  subject: string,
  perDay: number,
): Promise<DemoOutcome> {
  const now = outside.clock.now();
  const from = usageDayKey(subject, now);
  const isTaken = await table.update({
    Key: from,
    UpdateExpression: 'ADD demos :one SET expiresAtEpochSeconds = :expiry',
    ConditionExpression: ':perDay > :none AND (attribute_not_exists(demos) OR demos < :perDay)',
    ExpressionAttributeValues: {
      ':one': 1,
      ':none': 0,
      ':perDay': perDay,
      ':expiry': usageExpiry(subject, now),
    },
  });
  if (isTaken) return { outcome: 'taken', from };
  return { outcome: 'usedUp', retryAfterSeconds: Math.ceil((dayMs - (now.getTime() % dayMs)) / 1_000) };
}

/** Gives one back that came to nothing, to the day that it was taken from: midnight may have come in between. */
export async function returnDemo({ table }: Pick<UsageDeps, 'table'>, from: Key): Promise<void> {
  await table.update({
    Key: from,
    UpdateExpression: 'ADD demos :less',
    ConditionExpression: 'demos > :none',
    ExpressionAttributeValues: { ':less': -1, ':none': 0 },
  });
}
