import type Stripe from 'stripe';
import { isMissingAtStripe } from '../platform/stripe.ts';
import { type ListedPrice, type PlanPrice, planPrice } from './listed-prices.ts';

// What Stripe takes in one list.
const keysPerCall = 10;

/** Ids of the active prices that have these lookup keys. */
export async function idsByLookupKey(
  { prices }: Stripe,
  lookupKeys: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (let start = 0; start < lookupKeys.length; start += keysPerCall) {
    const lookup_keys = lookupKeys.slice(start, start + keysPerCall);
    const { data } = await prices.list({ lookup_keys, active: true, limit: keysPerCall });
    for (const { id, lookup_key } of data) if (lookup_key) found.set(lookup_key, id);
  }
  return found;
}

/** The price as Stripe has it; undefined when it knows none. */
export async function retrievePrice({ prices }: Stripe, priceId: string): Promise<Stripe.Price | undefined> {
  try {
    return await prices.retrieve(priceId);
  } catch (cause) {
    if (isMissingAtStripe(cause)) return undefined;
    throw cause;
  }
}

/** By the mark that `npm run stripe:setup` leaves: what an older price keeps when its lookup key has moved on. */
function planOfMark(
  { metadata, recurring }: Stripe.Price,
  stage: string,
  listed: readonly ListedPrice[],
): PlanPrice | undefined {
  if (metadata.cue_stage !== stage || recurring?.interval_count !== 1) return undefined;
  const tier = listed.find((one) => one.tier === metadata.cue_tier)?.tier;
  const interval = (['month', 'year'] as const).find((one) => one === recurring.interval);
  return tier && interval ? { tier, interval } : undefined;
}

/** Which plan a price is of, by its lookup key or its mark. */
export function planOfPrice(
  price: Stripe.Price,
  stage: string,
  listed: readonly ListedPrice[],
): PlanPrice | undefined {
  const byKey = listed.find(({ lookupKey }) => lookupKey === price.lookup_key);
  return byKey ? planPrice(byKey) : planOfMark(price, stage, listed);
}
