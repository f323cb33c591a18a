import type { Catalog, Interval } from '../contract/catalog.ts';
import { planLookupKey } from '../contract/price-lookup-key.ts';

/** A price belongs to a plan of the catalog. */
export interface PlanPrice {
  tier: string;
  interval: Interval;
}

/** A plan's price as the catalog lists it, with both names that its id is found by. */
export interface ListedPrice extends PlanPrice {
  setting: string;
  lookupKey: string;
}

export function listedPrices(stage: string, { plans }: Catalog): ListedPrice[] {
  return plans.flatMap(({ tier, prices }) =>
    prices.map(({ interval, setting }) => ({
      tier,
      interval,
      setting,
      lookupKey: planLookupKey(stage, tier, interval),
    })),
  );
}

export const planPrice = ({ tier, interval }: PlanPrice): PlanPrice => ({ tier, interval });
