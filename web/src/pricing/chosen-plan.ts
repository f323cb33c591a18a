import type { Interval } from './prices.ts';

export interface ChosenPlan {
  tier: string | null;
  interval: Interval;
}

/** What the address chooses: `/pricing?tier=PRO&interval=year`, as signing in comes back to it. */
export function chosenPlan(parameters: URLSearchParams): ChosenPlan {
  return {
    tier: parameters.get('tier'),
    interval: parameters.get('interval') === 'year' ? 'year' : 'month',
  };
}

export function choicePath(page: '/pricing' | '/account/plan', tier: string, interval: Interval): string {
  return `${page}?${new URLSearchParams({ tier, interval })}`;
}
