import type { Catalog, Plan } from '../contract/catalog.ts';
import type { PlansAnswer } from '../contract/payment-routes.ts';
import { type OfferedPrices, priceKey } from '../plans/offered-prices.ts';
import type { UserItem } from '../users/user-item.ts';
import { type TrialDeps, trialApplies } from './trials.ts';

export interface PlansDeps extends TrialDeps {
  catalog: Catalog;
  offered: OfferedPrices;
}

function planAnswer(
  { prices, requests_per_minute: _, ...plan }: Plan,
  { currency, ids, hasTrial }: { currency: string; ids: ReadonlyMap<string, string>; hasTrial: boolean },
): PlansAnswer['plans'][number] {
  const { tier } = plan;
  return {
    ...plan,
    trial_days: hasTrial ? plan.trial_days : 0,
    prices: prices.map(({ interval, amount }) => ({
      price_id: ids.get(priceKey({ tier, interval })) ?? null,
      interval,
      amount,
      currency,
    })),
  };
}

/** What can be bought; to a person who is known, with the trial that still applies to them. */
export async function plansAnswer(deps: PlansDeps, user: UserItem | undefined): Promise<PlansAnswer> {
  const { currency, plans, products, credit, unit, costs, anonymous_generations_per_day, referral_reward } =
    deps.catalog;
  const [ids, hasTrial] = await Promise.all([deps.offered(), user ? trialApplies(deps, user) : true]);
  return {
    plans: plans.map((plan) => planAnswer(plan, { currency, ids, hasTrial })),
    products: products.map((product) => ({ ...product, currency })),
    credit: { ...credit, currency, ...unit },
    costs,
    anonymous_generations_per_day,
    referral_reward: referral_reward ?? null,
  };
}
