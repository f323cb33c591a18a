import type { Catalog, Plan } from '../contract/catalog.ts';
import { planOfTier } from '../plans/catalog.ts';
import type { Subscription } from './subscription-item.ts';

/** The plan that a row is at: a catalog may lose a plan that somebody still has. */
export function planOfRow(catalog: Catalog, { tier, subscriptionId }: Subscription): Plan {
  const plan = planOfTier(catalog, tier);
  if (!plan) throw new Error(`${subscriptionId} is at ${tier}, which is not in the catalog`);
  return plan;
}
