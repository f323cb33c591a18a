import type { SubscriptionAnswer } from '../../../lib/contract/subscription-routes.ts';
import type { Interval } from './prices.ts';

export interface ChosenPlan {
  tier: string | null;
  interval: Interval;
}

/**
 * What the address chooses: `/pricing?tier=PRO&interval=year`, as signing in comes back to it. Without an interval it
 * is the one that the person pays by.
 */
export function chosenPlan(
  parameters: URLSearchParams,
  subscription?: Pick<SubscriptionAnswer, 'interval'> | null,
): ChosenPlan {
  const asked = parameters.get('interval');
  const interval = asked === 'year' || asked === 'month' ? asked : (subscription?.interval ?? 'month');
  return { tier: parameters.get('tier'), interval };
}

export function choicePath(page: '/pricing' | '/account/plan', tier: string, interval: Interval): string {
  return `${page}?${new URLSearchParams({ tier, interval })}`;
}
