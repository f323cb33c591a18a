import type { CatalogPlan } from '../billing/plan-names.ts';

const price = (interval: 'month' | 'year', amount: number) => ({
  price_id: `price_${amount}`,
  interval,
  amount,
  currency: 'usd',
});

/** Pro as the catalog sells it, to someone who may still have a trial; a test names what is otherwise. */
export const planOf = (fields: Partial<CatalogPlan> = {}): CatalogPlan => ({
  tier: 'PRO',
  name: 'Pro',
  prices: [price('month', 1499), price('year', 14_900)],
  credits: 100,
  unlimited: false,
  features: ['100 credits a month'],
  entitlements: ['workflows', 'api_keys'],
  trial_days: 7,
  trial_credits: 100,
  demo_generations_per_day: 0,
  contact: null,
  ...fields,
});

export const freePlan = planOf({
  tier: 'FREE',
  name: 'Free',
  prices: [],
  credits: 0,
  trial_days: 0,
  trial_credits: 0,
  demo_generations_per_day: 10,
});
export const corePlan = planOf({
  tier: 'CORE',
  name: 'Core',
  prices: [price('month', 499)],
  credits: 25,
  trial_credits: 25,
});
export const studioPlan = planOf({
  tier: 'STUDIO',
  name: 'Studio',
  prices: [price('month', 2999)],
  credits: 0,
  unlimited: true,
  trial_days: 0,
  trial_credits: 0,
});
