import type Stripe from 'stripe';
import type { Catalog } from '../../lib/contract/catalog.ts';
import { ensurePortal, type OfferedPlan } from './portal.ts';
import { archivePrices, ensurePrice, pricesOf } from './prices.ts';
import { ensureProduct, retiredProducts, type SetupDeps } from './products.ts';
import { type WantedProduct, wantedProducts } from './wanted.ts';

export interface Offer {
  stage: string;
  /** What marks endpoint and portal as ours. */
  owner: string;
  catalog: Catalog;
  /** Origin of the site. */
  siteUrl: string;
}

export interface Sold {
  product: WantedProduct;
  /** All that Stripe has of the product. */
  present: Stripe.Price[];
  /** In the order of the catalog's prices. */
  ids: (string | undefined)[];
}

async function ensureSold(deps: SetupDeps, product: WantedProduct): Promise<Sold> {
  const present = (await ensureProduct(deps, product)) ? await pricesOf(deps.stripe, product.id) : [];
  const ids: Sold['ids'] = [];
  for (const wanted of product.prices) ids.push(await ensurePrice(deps, { product, wanted, present }));
  return { product, present, ids };
}

/** Makes at Stripe what the catalog sells and what people may do in the portal; what is there and right stays. */
export async function ensureOffer(
  deps: SetupDeps,
  { stage, owner, catalog, siteUrl }: Offer,
): Promise<{ sold: Sold[]; portal: string | undefined }> {
  const sold: Sold[] = [];
  for (const product of wantedProducts(stage, catalog)) sold.push(await ensureSold(deps, product));
  const plans: OfferedPlan[] = sold
    .filter(({ product }) => product.metadata.cue_tier !== undefined)
    .map(({ product, ids }) => ({ product: product.id, prices: ids }));
  return { sold, portal: await ensurePortal(deps, { owner, returnUrl: `${siteUrl}/account`, plans }) };
}

/** After the functions were told the new ids, so that nobody is offered what cannot be bought any more. */
export async function archiveRest(deps: SetupDeps, stage: string, sold: Sold[]): Promise<void> {
  const { stripe, progress } = deps;
  for (const { product, present, ids } of sold) {
    const still = new Set(ids.filter((id) => id !== undefined));
    await archivePrices(deps, { stage, product: product.id, present, sold: still });
  }
  const wanted = sold.map(({ product }) => product);
  for (const { id, name } of await retiredProducts(deps, stage, wanted)) {
    const present = await pricesOf(stripe, id);
    await archivePrices(deps, { stage, product: id, present, sold: new Set() });
    await progress.change(`product   ${name}`, 'archived', () =>
      stripe.products.update(id, { active: false }),
    );
  }
}
