import { expect, it } from '@jest/globals';
import { corePlan, freePlan, planOf, studioPlan } from '../testing/plans.ts';
import { amountPerMonth, hasYearPrice, pointedOut, savedPerYear, shownPrice } from './prices.ts';

const pro = planOf();

it('shows the price by the chosen interval, and the only one there is otherwise', () => {
  expect(shownPrice(pro, 'year')?.amount).toBe(14_900);
  expect(shownPrice(pro, 'month')?.amount).toBe(1499);
  expect(shownPrice(corePlan, 'year')).toMatchObject({ interval: 'month', amount: 499 });
  expect(shownPrice(freePlan, 'month')).toBeUndefined();
});

it('says what a year saves to the cent, and nothing where it saves nothing', () => {
  expect(savedPerYear(pro)).toBe(3088);
  expect(savedPerYear(corePlan)).toBe(0);
  const dear = pro.prices.map((price) => (price.interval === 'year' ? { ...price, amount: 20_000 } : price));
  expect(savedPerYear(planOf({ prices: dear }))).toBe(0);
});

it('offers the choice of a year only when some plan has such a price', () => {
  expect(hasYearPrice([freePlan, corePlan, studioPlan])).toBe(false);
  expect(hasYearPrice([freePlan, corePlan, pro])).toBe(true);
});

it('never makes a month of a year look cheaper than it is', () => {
  expect(amountPerMonth({ price_id: null, interval: 'year', amount: 14_900, currency: 'usd' })).toBe(1242);
  expect(amountPerMonth({ price_id: null, interval: 'month', amount: 1499, currency: 'usd' })).toBe(1499);
});

it('points out the largest plan that can be tried, and never one that is sold by talking', () => {
  expect(pointedOut([freePlan, corePlan, pro, studioPlan])).toBe('PRO');
  expect(pointedOut([freePlan, { ...corePlan, trial_days: 0 }, studioPlan])).toBe('STUDIO');
  expect(pointedOut([freePlan, { ...studioPlan, contact: 'sales@example.com' }])).toBeUndefined();
});
