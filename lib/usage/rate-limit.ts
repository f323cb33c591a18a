import type { Catalog } from '../contract/catalog.ts';
import { epochSeconds } from '../platform/clock.ts';
import { keys } from '../platform/keys.ts';
import type { Outside } from '../platform/outside.ts';
import type { Table } from '../platform/table.ts';
import { standingOf } from '../subscriptions/standing.ts';
import type { Subscription } from '../subscriptions/subscription-item.ts';

export interface RateDeps {
  table: Table;
  outside: Outside;
  catalog: Catalog;
}

const windowMs = 60_000;
// Long enough for clocks that differ; expiry only cleans up.
const keptSeconds = 600;

type CallOutcome = { outcome: 'counted' } | { outcome: 'full'; retryAfterSeconds: number };

/** What the owner's plan allows in a minute now. */
export function callsPerMinute(
  { outside, catalog }: Pick<RateDeps, 'outside' | 'catalog'>,
  owner: { subscription?: Subscription | undefined },
): number {
  return standingOf(catalog, owner.subscription, outside.clock.now()).plan.requests_per_minute;
}

/**
 * Counts one call of `subject` (a user's id, say), of which a minute of the clock holds `limit`, in one write. When the
 * minute is full it writes nothing. Two minutes' calls can fall close together at their border: that is what a window
 * costs less for.
 */
export async function countCall(
  { table, outside }: Pick<RateDeps, 'table' | 'outside'>,
  subject: string,
  limit: number,
): Promise<CallOutcome> {
  // However the laptop's time is moved, callers wait in real minutes.
  const nowMs = outside.realClock.now().getTime();
  const start = new Date(nowMs - (nowMs % windowMs));
  const counted = await table.update({
    Key: keys.rateWindow(subject, start.toISOString()),
    UpdateExpression: 'SET expiresAtEpochSeconds = :expiry ADD calls :one',
    ConditionExpression: 'attribute_not_exists(calls) OR calls < :limit',
    ExpressionAttributeValues: { ':one': 1, ':limit': limit, ':expiry': epochSeconds(start) + keptSeconds },
  });
  if (counted) return { outcome: 'counted' };
  return { outcome: 'full', retryAfterSeconds: Math.ceil((start.getTime() + windowMs - nowMs) / 1_000) };
}
