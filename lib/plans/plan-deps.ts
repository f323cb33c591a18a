import type Stripe from 'stripe';
import type { World } from '../platform/cold-start.ts';
import { loadCatalog } from './catalog.ts';
import { createPriceBook } from './price-book.ts';

/** The catalog and its prices at Stripe, for functions that deal in plans. */
export function planDeps(
  { settings, outside }: Pick<World<'PLANS_FILE' | 'STAGE'>, 'settings' | 'outside'>,
  stripe: () => Promise<Stripe>,
) {
  const catalog = loadCatalog(settings.PLANS_FILE);
  return { catalog, prices: createPriceBook({ stage: settings.STAGE, catalog, stripe, outside }) };
}
