import type { UsageDeps } from './count-request.ts';
import { readDays } from './read-usage.ts';
import { dayOf } from './usage-day.ts';

/** How often each API key of a person has called since the month began (UTC), from its days: 31 items at most. */
export async function requestsThisMonth(
  { table, outside }: UsageDeps,
  userId: string,
): Promise<ReadonlyMap<string, number>> {
  const today = dayOf(outside.clock.now());
  const sums = new Map<string, number>();
  for (const { byKey } of await readDays(table, userId, { from: `${today.slice(0, 8)}01`, to: today }))
    for (const [keyId, requests] of byKey) sums.set(keyId, (sums.get(keyId) ?? 0) + requests);
  return sums;
}
