import type Stripe from 'stripe';
import type { Catalog, Interval } from '../contract/catalog.ts';
import { keptFor } from '../platform/kept-for.ts';
import type { Outside } from '../platform/outside.ts';
import { priceIdReader } from '../platform/price-ids.ts';
import { listedPrices, type PlanPrice, planPrice } from './listed-prices.ts';
import { idsByLookupKey, planOfPrice, retrievePrice } from './price-at-stripe.ts';

export type { PlanPrice } from './listed-prices.ts';

/** Which price at Stripe is which plan of the catalog. */
export interface PriceBook {
  /** Undefined for a price that is not ours, or that Stripe does not know. */
  planOf(priceId: string): Promise<PlanPrice | undefined>;
  /** Of the price that is sold now; undefined when there is none. */
  idOf(tier: string, interval: Interval): Promise<string | undefined>;
}

export interface PriceBookDeps {
  stage: string;
  catalog: Catalog;
  stripe(): Promise<Stripe>;
  outside: Outside;
}

// A price that was set up or changed meanwhile is sold within this time.
const soldMaxAgeMs = 60_000;

/** A price is a plan's by its id in the catalog's settings, else by what it says of itself at Stripe. */
export function createPriceBook({ stage, catalog, stripe, outside }: PriceBookDeps): PriceBook {
  const listed = listedPrices(stage, catalog);
  const settings = priceIdReader(
    listed.map(({ setting }) => setting),
    outside,
  );
  const sold = keptFor(soldMaxAgeMs, outside.clock, async () =>
    idsByLookupKey(
      await stripe(),
      listed.map(({ lookupKey }) => lookupKey),
    ),
  );
  // What a price is of never changes. What is not ours is asked for again: it may be mended, and its event redriven.
  const known = new Map<string, PlanPrice>();
  return {
    planOf: async (priceId) => {
      const ids = await settings();
      const set = listed.find(({ setting }) => ids.get(setting) === priceId);
      if (set) return planPrice(set);
      const found = known.get(priceId);
      if (found) return found;
      const price = await retrievePrice(await stripe(), priceId);
      const plan = price && planOfPrice(price, stage, listed);
      if (plan) known.set(priceId, plan);
      return plan;
    },
    idOf: async (tier, interval) => {
      const asked = listed.find((one) => one.tier === tier && one.interval === interval);
      if (!asked) return undefined;
      return (await settings()).get(asked.setting) ?? (await sold()).get(asked.lookupKey);
    },
  };
}
