import type { Catalog } from '../../lib/contract/catalog.ts';
import { planLookupKey } from '../../lib/contract/price-lookup-key.ts';
import { sha256 } from '../../lib/platform/hash.ts';
import { StartFault } from '../local/ports.ts';

export interface WantedPrice {
  lookupKey: string;
  /** "Pro, month": for the person who reads along. */
  label: string;
  amountCents: number;
  currency: string;
  /** Null for what is paid once. */
  interval: 'month' | 'year' | null;
  /** The setting that tells functions its id; without one they find it by its lookup key. */
  setting?: string;
}

export interface WantedProduct {
  /** Given, not Stripe's: a run that was cut off finds what it had made. */
  id: string;
  name: string;
  metadata: Record<string, string>;
  prices: WantedPrice[];
}

type Plan = Catalog['plans'][number];
type OneOff = Catalog['products'][number];

/**
 * "Cue Pro Plan" as "cue-pro-plan-uow4FavR". Stripe takes letters of ASCII, digits, - and _ in a product's id, so what
 * else a name has goes into the hash only; it also tells names apart that differ in nothing else.
 */
function slug(name: string): string {
  const words = name.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  return [words.join('-').slice(0, 40), sha256(name).slice(0, 8)].filter(Boolean).join('-');
}

function planProduct(stage: string, { currency }: Catalog, { tier, name, prices }: Plan): WantedProduct {
  return {
    id: `cue-${stage}-plan-${tier}`,
    name,
    metadata: { cue_stage: stage, cue_tier: tier },
    prices: prices.map(({ interval, amount, setting }) => ({
      lookupKey: planLookupKey(stage, tier, interval),
      label: `${name}, ${interval}`,
      amountCents: amount,
      currency,
      interval,
      setting,
    })),
  };
}

function oneOffProduct(stage: string, { currency }: Catalog, { name, amount }: OneOff): WantedProduct {
  const id = `cue-${stage}-product-${slug(name)}`;
  const price = { lookupKey: id, label: name, amountCents: amount, currency, interval: null };
  return { id, name, metadata: { cue_stage: stage, cue_product: name }, prices: [price] };
}

function refuseTwice(what: string, names: string[]): void {
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new StartFault(`The plan catalog has ${what} twice: ${twice}`);
}

/** What has to be for sale at Stripe. Credits bought singly need nothing there: each checkout brings their price. */
export function wantedProducts(stage: string, catalog: Catalog): WantedProduct[] {
  const wanted = [
    ...catalog.plans
      .filter(({ prices }) => prices.length > 0)
      .map((plan) => planProduct(stage, catalog, plan)),
    ...catalog.products.map((product) => oneOffProduct(stage, catalog, product)),
  ];
  const prices = wanted.flatMap((product) => product.prices);
  refuseTwice(
    'a product',
    wanted.map(({ id }) => id),
  );
  refuseTwice(
    'a price',
    prices.map(({ lookupKey }) => lookupKey),
  );
  refuseTwice(
    'a setting',
    prices.flatMap(({ setting }) => setting ?? []),
  );
  return wanted;
}
