import type { Catalog, Interval, Plan } from '../contract/catalog.ts';
import { AppError } from '../contract/errors.ts';
import type { ChosenPlan } from '../contract/subscription-routes.ts';
import { orUpstreamFailure } from '../platform/stripe.ts';
import { planOfTier } from './catalog.ts';
import type { PriceBook } from './price-book.ts';

export interface ChoosePlanDeps {
  catalog: Catalog;
  prices: PriceBook;
}

/** A plan of the catalog at one of its prices. */
export interface PricedPlan {
  plan: Plan;
  interval: Interval;
  amountCents: number;
  /** At Stripe. */
  priceId: string;
}

const refused = (message: string) => new AppError('invalid_request', message);
const same = (one: string, other: string) => one.toLowerCase() === other.toLowerCase();

/** A tier, or a plan's name as people read it; whatever its case, as long as that names one plan only. */
function planNamed({ plans }: Catalog, name: string): Plan | undefined {
  const exact = plans.find((plan) => plan.tier === name || plan.name === name);
  if (exact) return exact;
  const [found, ...others] = plans.filter((plan) => same(plan.tier, name) || same(plan.name, name));
  return others.length === 0 ? found : undefined;
}

interface Wish {
  plan: Plan;
  interval: Interval | undefined;
}

/** What each field of the request asks for by itself. */
async function wishes({ catalog, prices }: ChoosePlanDeps, chosen: ChosenPlan): Promise<Wish[]> {
  const { tier, tier_name, price_id, interval } = chosen;
  const found: Wish[] = [];
  const add = (plan: Plan | undefined, words: string, at: Interval | undefined) => {
    if (!plan) throw refused(words);
    found.push({ plan, interval: at });
  };
  if (tier !== undefined) add(planOfTier(catalog, tier), `Invalid tier: ${tier}`, interval);
  if (tier_name !== undefined) add(planNamed(catalog, tier_name), `Invalid tier: ${tier_name}`, interval);
  if (price_id !== undefined) {
    const price = await orUpstreamFailure(() => prices.planOf(price_id));
    add(price && planOfTier(catalog, price.tier), 'Unknown price', price?.interval);
  }
  return found;
}

/**
 * The plan and price that a request names, by any of its fields. Throws 400 for what is not in the catalog, has no
 * price, or contradicts itself; 503 when the price is not at Stripe yet.
 */
export async function choosePlan(deps: ChoosePlanDeps, chosen: ChosenPlan): Promise<PricedPlan> {
  const [first, ...others] = await wishes(deps, chosen);
  if (!first) throw new AppError('missing_field', 'Missing required field: tier');
  const intervals = new Set([...[first, ...others].map((wish) => wish.interval), chosen.interval]);
  intervals.delete(undefined);
  if (others.some(({ plan }) => plan !== first.plan) || intervals.size > 1)
    throw refused('The request names two different plans');
  const { plan } = first;
  const interval = [...intervals][0] ?? 'month';
  const price = plan.prices.find((one) => one.interval === interval);
  if (!price) throw refused(notSold(plan, interval));
  const priceId = await orUpstreamFailure(() => deps.prices.idOf(plan.tier, interval));
  if (!priceId) throw new AppError('payments_not_set_up', `The price of ${plan.name} is not set up yet`);
  // An older price of the plan: who was shown that one must not be charged another.
  if (chosen.price_id !== undefined && chosen.price_id !== priceId)
    throw refused('This price is not sold any more');
  return { plan, interval, amountCents: price.amount, priceId };
}

function notSold({ name, prices, contact }: Plan, interval: Interval): string {
  if (prices.length > 0) return `${name} is not sold by the ${interval}`;
  return contact ? `${name} is sold by agreement: please write to ${contact}` : `${name} cannot be bought`;
}
