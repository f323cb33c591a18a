import type { Catalog } from '../contract/catalog.ts';
import { standingOf } from '../subscriptions/standing.ts';
import type { Subscription } from '../subscriptions/subscription-item.ts';
import type { UsageDeps } from './count-request.ts';

export interface RateDeps extends UsageDeps {
  catalog: Catalog;
}

/** What a person's plan allows in a minute now; the free plan's for someone without one. */
export function requestsPerMinute(
  { outside, catalog }: Pick<RateDeps, 'outside' | 'catalog'>,
  owner: { subscription?: Subscription | undefined },
): number {
  return standingOf(catalog, owner.subscription, outside.clock.now()).plan.requests_per_minute;
}
