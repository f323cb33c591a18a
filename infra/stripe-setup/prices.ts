import type Stripe from 'stripe';
import { listLimit, type SetupDeps } from './products.ts';
import type { WantedPrice, WantedProduct } from './wanted.ts';

export const pricesOf = (stripe: Stripe, product: string): Promise<Stripe.Price[]> =>
  stripe.prices.list({ product, limit: 100 }).autoPagingToArray({ limit: listLimit });

const isAsWanted = (price: Stripe.Price, { amountCents, currency, interval }: WantedPrice): boolean =>
  price.unit_amount === amountCents &&
  price.currency === currency &&
  (price.recurring?.interval ?? null) === interval &&
  (price.recurring?.interval_count ?? 1) === 1;

/** "4.99 USD", with as many decimals as the currency has. */
function amountText({ amountCents, currency }: WantedPrice): string {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency, currencyDisplay: 'code' });
  const { maximumFractionDigits = 2 } = format.resolvedOptions();
  return `${(amountCents / 10 ** maximumFractionDigits).toFixed(maximumFractionDigits)} ${currency.toUpperCase()}`;
}

function parameters(product: WantedProduct, wanted: WantedPrice): Stripe.PriceCreateParams {
  return {
    product: product.id,
    currency: wanted.currency,
    unit_amount: wanted.amountCents,
    ...(wanted.interval ? { recurring: { interval: wanted.interval } } : {}),
    lookup_key: wanted.lookupKey,
    // A price's amount never changes at Stripe: a new one takes the key from the old.
    transfer_lookup_key: true,
    metadata: product.metadata,
  };
}

/** The id of the price that is sold; undefined when a dry run would make it. */
export async function ensurePrice(
  { stripe, progress }: SetupDeps,
  { product, wanted, present }: { product: WantedProduct; wanted: WantedPrice; present: Stripe.Price[] },
): Promise<string | undefined> {
  const what = `price     ${wanted.label}, ${amountText(wanted)}`;
  const found = present.find((price) => price.lookup_key === wanted.lookupKey);
  if (!found || !isAsWanted(found, wanted)) {
    const made = await progress.change(what, 'made', () => stripe.prices.create(parameters(product, wanted)));
    return made?.id;
  }
  if (found.active) progress.unchanged(what);
  else await progress.change(what, 'changed', () => stripe.prices.update(found.id, { active: true }));
  return found.id;
}

/** Stripe archives no price that is its product's default, which is what a price becomes when added in the dashboard. */
async function releaseDefault(
  { stripe, progress }: SetupDeps,
  product: string,
  stale: Stripe.Price[],
): Promise<void> {
  const { default_price } = await stripe.products.retrieve(product);
  if (!stale.some(({ id }) => id === default_price)) return;
  await progress.change(`product   ${product}, its default price`, 'removed', () =>
    stripe.products.update(product, { default_price: '' }),
  );
}

interface Archivable {
  stage: string;
  product: string;
  present: Stripe.Price[];
  sold: ReadonlySet<string>;
}

/** Ours that are not sold any more. Subscriptions at such a price go on; a price made by hand is left alone. */
export async function archivePrices(
  deps: SetupDeps,
  { stage, product, present, sold }: Archivable,
): Promise<void> {
  const { stripe, progress } = deps;
  const stale = present.filter(
    ({ id, active, metadata }) => active && metadata.cue_stage === stage && !sold.has(id),
  );
  if (stale.length > 0) await releaseDefault(deps, product, stale);
  for (const { id } of stale) {
    await progress.change(`price     ${id}`, 'archived', () => stripe.prices.update(id, { active: false }));
  }
}
