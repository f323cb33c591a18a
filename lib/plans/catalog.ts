import { readFileSync } from 'node:fs';
import shippedCatalog from '../../plans.json' with { type: 'json' };
import { type Catalog, catalog, type Plan } from '../contract/catalog.ts';

/** The catalog in `PLANS_FILE`, or the shipped one; throws when it is not a catalog. */
export function loadCatalog(plansFile: string | undefined): Catalog {
  return catalog.parse(plansFile ? JSON.parse(readFileSync(plansFile, 'utf8')) : shippedCatalog);
}

/** What someone without a subscription has: the catalog's first plan. */
export function freePlan({ plans }: Catalog): Plan {
  const [first] = plans;
  if (!first) throw new Error('The plan catalog has no plan');
  return first;
}

export function planOfTier({ plans }: Catalog, tier: string): Plan | undefined {
  return plans.find((plan) => plan.tier === tier);
}
