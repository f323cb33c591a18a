import Stripe from 'stripe';
import type { Progress } from './progress.ts';
import { says } from './says.ts';
import type { WantedProduct } from './wanted.ts';

export interface SetupDeps {
  stripe: Stripe;
  progress: Progress;
}

// Far above what one catalog brings together over the years.
export const listLimit = 10_000;

async function find(stripe: Stripe, id: string): Promise<Stripe.Product | undefined> {
  try {
    return await stripe.products.retrieve(id);
  } catch (cause) {
    if (cause instanceof Stripe.errors.StripeError && cause.statusCode === 404) return undefined;
    throw cause;
  }
}

/** Answers whether the product was there before. */
export async function ensureProduct(
  { stripe, progress }: SetupDeps,
  { id, name, metadata }: WantedProduct,
): Promise<boolean> {
  const found = await find(stripe, id);
  const what = `product   ${name}`;
  if (!found) await progress.change(what, 'made', () => stripe.products.create({ id, name, metadata }));
  else if (says(found, { name, metadata, active: true })) progress.unchanged(what);
  else {
    await progress.change(what, 'changed', () =>
      stripe.products.update(id, { name, metadata, active: true }),
    );
  }
  return found !== undefined;
}

/** Products that an earlier catalog of the stage sold and this one does not. */
export async function retiredProducts(
  { stripe }: SetupDeps,
  stage: string,
  wanted: WantedProduct[],
): Promise<Stripe.Product[]> {
  const active = await stripe.products
    .list({ active: true, limit: 100 })
    .autoPagingToArray({ limit: listLimit });
  return active.filter(
    ({ id, metadata }) => metadata.cue_stage === stage && !wanted.some((product) => product.id === id),
  );
}
