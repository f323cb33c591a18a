import type { MetricsMonth } from '../../../lib/contract/admin-routes.ts';

const mostMonths = 12;

/** The newest twelve, the oldest first. */
export const lastMonths = (months: MetricsMonth[]): MetricsMonth[] => months.slice(-mostMonths);

/** Every currency that money came in, the one with most months first. */
export function currenciesOf(months: MetricsMonth[]): string[] {
  const times = new Map<string, number>();
  for (const { currency } of months.flatMap(({ revenue }) => revenue))
    times.set(currency, (times.get(currency) ?? 0) + 1);
  return [...times].sort(([, a], [, b]) => b - a).map(([currency]) => currency);
}

/** What came in of a currency in a month: nothing where there is no line of it. */
export function revenueIn({ revenue }: MetricsMonth, currency: string): MetricsMonth['revenue'][number] {
  const none = { currency, purchases: 0, subscriptions: 0, wentBack: 0 };
  return revenue.find((one) => one.currency === currency) ?? none;
}

/** Of those who subscribed when the month began, the share that ended in it; undefined where nobody did. */
export function churnOf({ subscriptionsAtStart, subscriptionsEnded }: MetricsMonth): number | undefined {
  return subscriptionsAtStart === 0 ? undefined : subscriptionsEnded / subscriptionsAtStart;
}
