import { expect, test } from '@jest/globals';
import type { MetricsMonth } from '../../../lib/contract/admin-routes.ts';
import { churnOf, currenciesOf, lastMonths, revenueIn } from './metrics-sums.ts';

const month = (fields: Partial<MetricsMonth>): MetricsMonth => ({
  month: '2026-11',
  revenue: [],
  subscriptionsAtStart: 0,
  subscriptionsStarted: 0,
  subscriptionsEnded: 0,
  trialsStarted: 0,
  creditsGranted: 0,
  creditsSpent: 0,
  ...fields,
});
const usd = { currency: 'usd', purchases: 500, subscriptions: 499, wentBack: 0 };
const eur = { currency: 'eur', purchases: 100, subscriptions: 0, wentBack: 0 };

test('the newest twelve months are shown, the oldest first', () => {
  const months = Array.from({ length: 14 }, (_, i) => month({ month: `m${i}` }));
  expect(lastMonths(months).map((one) => one.month)).toEqual(
    Array.from({ length: 12 }, (_, i) => `m${i + 2}`),
  );
});

test('each currency is shown for itself, and a month without it as nothing', () => {
  const months = [month({ revenue: [eur, usd] }), month({ revenue: [usd] })];
  expect(currenciesOf(months)).toEqual(['usd', 'eur']);
  expect(revenueIn(month({ revenue: [usd] }), 'eur')).toEqual({ ...eur, purchases: 0 });
});

test('churn is the share of those who were there when the month began', () => {
  expect(churnOf(month({ subscriptionsAtStart: 4, subscriptionsEnded: 1 }))).toBe(0.25);
  expect(churnOf(month({ subscriptionsEnded: 1 }))).toBeUndefined();
});
