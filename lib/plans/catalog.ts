import { readFileSync } from 'node:fs';
import shippedCatalog from '../../plans.json' with { type: 'json' };
import { type Catalog, catalog, type Plan } from '../contract/catalog.ts';
import { costsNothing } from '../contract/costs-nothing.ts';

/** The catalog in `PLANS_FILE`, or the shipped one; throws when it is not a catalog. */
export function loadCatalog(plansFile: string | undefined): Catalog {
  return catalog.parse(plansFile ? JSON.parse(readFileSync(plansFile, 'utf8')) : shippedCatalog);
}

/** What someone without a subscription has: the first plan that costs nothing, else what a visitor has. */
export function freePlan({ plans, anonymous_generations_per_day }: Catalog): Plan {
  return (
    plans.find(costsNothing) ?? {
      tier: 'free',
      name: 'Free',
      prices: [],
      credits: 0,
      unlimited: false,
      features: [],
      entitlements: [],
      trial_days: 0,
      trial_credits: 0,
      demo_generations_per_day: anonymous_generations_per_day,
      // As in plans that say nothing of it.
      requests_per_minute: 60,
      contact: null,
    }
  );
}

export function planOfTier({ plans }: Catalog, tier: string): Plan | undefined {
  return plans.find((plan) => plan.tier === tier);
}
