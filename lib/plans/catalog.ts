import { readFileSync } from 'node:fs';
import shippedCatalog from '../../plans.json' with { type: 'json' };
import { type Catalog, catalog } from '../contract/catalog.ts';
import type { PlansAnswer } from '../contract/payment-routes.ts';

/** The catalog in `PLANS_FILE`, or the shipped one; throws when it is not a catalog. */
export function loadCatalog(plansFile: string | undefined): Catalog {
  return catalog.parse(plansFile ? JSON.parse(readFileSync(plansFile, 'utf8')) : shippedCatalog);
}

/** The tier of someone without a subscription: the catalog's first plan. */
export function freeTier({ plans }: Catalog): string {
  const [first] = plans;
  if (!first) throw new Error('The plan catalog has no plan');
  return first.tier;
}

/** What `GET /api/payments/plans` says of the catalog. */
export function plansAnswer({ currency, plans, products, credit, unit, costs }: Catalog): PlansAnswer {
  return {
    plans: plans.map(({ prices, ...plan }) => ({
      ...plan,
      prices: prices.map(({ interval, amount }) => ({ price_id: null, interval, amount, currency })),
    })),
    products: products.map((product) => ({ ...product, currency })),
    credit: { ...credit, currency, ...unit },
    costs,
  };
}
