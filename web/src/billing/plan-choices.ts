import type { SubscriptionAnswer } from '../../../lib/contract/subscription-routes.ts';
import { money } from '../format/money.ts';
import type { CatalogPlan } from './plan-names.ts';

type Interval = SubscriptionAnswer['interval'];

/** A plan by one of its intervals: what can be changed to. */
export interface PlanChoice {
  tier: string;
  interval: Interval;
  name: string;
  price: string;
}

export const isSameChoice = (
  a: Pick<PlanChoice, 'tier' | 'interval'>,
  b: Pick<PlanChoice, 'tier' | 'interval'>,
) => a.tier === b.tier && a.interval === b.interval;

/** All that is sold here, but what is subscribed to already. */
export function choicesFor(
  plans: CatalogPlan[],
  { subscribed_tier, interval: current }: Pick<SubscriptionAnswer, 'subscribed_tier' | 'interval'>,
  locale?: string,
): PlanChoice[] {
  return plans
    .filter(({ contact }) => contact === null)
    .flatMap(({ tier, name, prices }) =>
      prices.map(({ interval, amount, currency }) => ({
        tier,
        interval,
        name,
        price: `${money(amount, currency, locale)} a ${interval}`,
      })),
    )
    .filter((choice) => !isSameChoice(choice, { tier: subscribed_tier, interval: current }));
}
