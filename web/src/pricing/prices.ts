import type { CatalogPlan } from '../billing/plan-names.ts';

export type Price = CatalogPlan['prices'][number];
export type Interval = Price['interval'];

const priceBy = ({ prices }: CatalogPlan, interval: Interval): Price | undefined =>
  prices.find((price) => price.interval === interval);

/** The price by this interval, or by the one that the plan is sold by. */
export function shownPrice(plan: CatalogPlan, interval: Interval): Price | undefined {
  return priceBy(plan, interval) ?? plan.prices[0];
}

/** What a year at once costs less than twelve months; 0 when it costs no less, or is not sold both ways. */
export function savedPerYear(plan: CatalogPlan): number {
  const month = priceBy(plan, 'month');
  const year = priceBy(plan, 'year');
  return month && year ? Math.max(month.amount * 12 - year.amount, 0) : 0;
}

/** Whether there is anything to choose between. */
export const hasYearPrice = (plans: CatalogPlan[]): boolean =>
  plans.some((plan) => priceBy(plan, 'year') !== undefined);

/** Of a plan that is paid with the year: the amount for one of its months, rounded up so that it never flatters. */
export const amountPerMonth = ({ amount, interval }: Price): number =>
  interval === 'year' ? Math.ceil(amount / 12) : amount;

/** The plan that the page points out: the largest that can be had on trial, else the largest with a price. */
export function pointedOut(plans: CatalogPlan[]): string | undefined {
  const sold = plans.filter(({ prices, contact }) => prices.length > 0 && contact === null);
  const onTrial = sold.filter(({ trial_days }) => trial_days > 0);
  return (onTrial.at(-1) ?? sold.at(-1))?.tier;
}
