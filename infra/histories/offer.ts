import type Stripe from 'stripe';
import type { PlanName } from './history.ts';

/** Ids of the plans' prices at Stripe. */
export type Prices = Record<PlanName, string>;

interface Sold {
  tier: string;
  interval: 'month' | 'year';
  cents: number;
  /** Each month's. */
  credits: number;
}

/** What the shipped catalog sells, once more: the laws go by this, and not by what Cue reads. */
export const sold: Record<PlanName, Sold> = {
  CORE: { tier: 'CORE', interval: 'month', cents: 499, credits: 25 },
  PRO: { tier: 'PRO', interval: 'month', cents: 1499, credits: 100 },
  'PRO by the year': { tier: 'PRO', interval: 'year', cents: 14_900, credits: 100 },
  STUDIO: { tier: 'STUDIO', interval: 'month', cents: 2999, credits: 0 },
};

export const trialDays = 7;
export const trialCredits: Record<string, number> = { CORE: 25, PRO: 100, STUDIO: 0 };
export const graceDays = 7;

export async function makePrices({ products, prices }: Stripe): Promise<Prices> {
  const { id: product } = await products.create({ name: 'Plans' });
  const make = async ({ interval, cents }: Sold) => {
    const price = { product, currency: 'usd', unit_amount: cents, recurring: { interval } } as const;
    return (await prices.create(price)).id;
  };
  return {
    CORE: await make(sold.CORE),
    PRO: await make(sold.PRO),
    'PRO by the year': await make(sold['PRO by the year']),
    STUDIO: await make(sold.STUDIO),
  };
}

/** What a price is for; undefined for none of ours. */
export function soldAt(prices: Prices, priceId: string | undefined): Sold | undefined {
  const name = (Object.keys(sold) as PlanName[]).find((one) => prices[one] === priceId);
  return name && sold[name];
}
