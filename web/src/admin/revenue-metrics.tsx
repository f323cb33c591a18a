import type { Metrics, MetricsMonth } from '../../../lib/contract/admin-routes.ts';
import { Panel } from '../components/panel.tsx';
import { money } from '../format/money.ts';
import { currenciesOf, lastMonths, revenueIn } from './metrics-sums.ts';
import { MetricsTable } from './metrics-table.tsx';
import { MonthBars } from './month-bars.tsx';
import { monthName } from './month-name.ts';

export function RevenueMetrics({ metrics: { months } }: { metrics: Metrics }) {
  const currencies = currenciesOf(months);
  return (
    <Panel
      title="Revenue"
      about="Paid for credits and products, and for invoices of subscriptions, by the month of the payment. What of it went back since stands beside it."
    >
      {currencies.length === 0 && (
        <p className="border-t border-line px-4 py-8 text-center text-muted">Nothing was paid yet.</p>
      )}
      {currencies.map((currency) => (
        <Currency key={currency} currency={currency} months={lastMonths(months)} />
      ))}
    </Panel>
  );
}

function Currency({ currency, months }: { currency: string; months: MetricsMonth[] }) {
  const write = (value: number) => money(value, currency);
  const rows = months.map((month) => ({ month: month.month, ...revenueIn(month, currency) }));
  return (
    <div className="space-y-4 border-t border-line px-4 py-5 sm:px-6">
      <MonthBars
        title={currency.toUpperCase()}
        write={write}
        months={rows.map(({ month, purchases, subscriptions }) => ({
          month,
          parts: [
            { name: 'for subscriptions', value: subscriptions, color: 'bg-ai' },
            { name: 'for credits', value: purchases, color: 'bg-accent' },
          ],
        }))}
      />
      <MetricsTable
        caption={`Revenue in ${currency.toUpperCase()}`}
        headings={['Month', 'Credits', 'Subscriptions', 'Went back']}
        rows={rows.toReversed().map(({ month, purchases, subscriptions, wentBack }) => ({
          key: month,
          cells: [monthName(month), write(purchases), write(subscriptions), write(wentBack)],
        }))}
      />
    </div>
  );
}
