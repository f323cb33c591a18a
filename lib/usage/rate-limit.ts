import type { Catalog } from '../contract/catalog.ts';
import { AppError } from '../contract/errors.ts';
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

/**
 * Counts one call of `subject` (a key's id, say) against what its owner's plan allows in a minute of the clock, in one
 * write. Throws 429 when the minute is full, and then writes nothing. Two minutes' calls can fall close together at
 * their border: that is what a window costs less for.
 */
export async function countCall(
  { table, outside, catalog }: RateDeps,
  subject: string,
  owner: { subscription?: Subscription | undefined },
): Promise<void> {
  const limit = standingOf(catalog, owner.subscription, outside.clock.now()).plan.requests_per_minute;
  // However the laptop's time is moved, callers wait in real minutes.
  const nowMs = outside.realClock.now().getTime();
  const start = new Date(nowMs - (nowMs % windowMs));
  const counted = await table.update({
    Key: keys.rateWindow(subject, start.toISOString()),
    UpdateExpression: 'SET expiresAtEpochSeconds = :expiry ADD calls :one',
    ConditionExpression: 'attribute_not_exists(calls) OR calls < :limit',
    ExpressionAttributeValues: { ':one': 1, ':limit': limit, ':expiry': epochSeconds(start) + keptSeconds },
  });
  if (counted) return;
  const retryAfterSeconds = Math.ceil((start.getTime() + windowMs - nowMs) / 1_000);
  throw new AppError('rate_limited', `Too many requests: the plan allows ${limit} a minute`, {
    retryAfterSeconds,
  });
}
