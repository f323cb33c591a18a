import type { Metrics, MetricsMonth } from '../../../lib/contract/admin-routes.ts';
import { Panel } from '../components/panel.tsx';
import { number } from '../format/credits.ts';
import { Figures } from './figures.tsx';
import { churnOf, lastMonths } from './metrics-sums.ts';
import { MetricsTable } from './metrics-table.tsx';
import { monthName } from './month-name.ts';

const share = (part: number | undefined) =>
  part === undefined
    ? '–'
    : new Intl.NumberFormat(undefined, { style: 'percent', maximumFractionDigits: 1 }).format(part);

export function SubscriptionMetrics({ metrics: { plans, trials, months } }: { metrics: Metrics }) {
  const active = plans.reduce((sum, plan) => sum + plan.active + plan.pastDue, 0);
  return (
    <Panel
      title="Subscriptions"
      about="As Stripe told of them last; duplicates that were given back left out."
    >
      <Figures
        figures={[
          { name: 'Subscribed now', value: number(active) },
          { name: 'Trials running', value: number(trials.running) },
          { name: 'Trials ever', value: number(trials.started) },
          { name: 'Of these went on', value: number(trials.converted) },
        ]}
      />
      <div className="space-y-6 border-t border-line px-4 py-5 sm:px-6">
        {plans.length === 0 ? (
          <p className="text-center text-muted">Nobody is subscribed.</p>
        ) : (
          <MetricsTable
            caption="Subscriptions by plan"
            headings={['Plan', 'Active', 'On trial', 'Past due']}
            rows={plans.map(({ tier, active: paying, trialing, pastDue }) => ({
              key: tier,
              cells: [tier, number(paying), number(trialing), number(pastDue)],
            }))}
          />
        )}
        <MetricsTable
          caption="Subscriptions by month"
          headings={['Month', 'At its start', 'Begun', 'Ended', 'Churn']}
          rows={lastMonths(months).toReversed().map(monthRow)}
        />
      </div>
    </Panel>
  );
}

function monthRow(month: MetricsMonth) {
  const { subscriptionsAtStart, subscriptionsStarted, subscriptionsEnded } = month;
  const counts = [subscriptionsAtStart, subscriptionsStarted, subscriptionsEnded].map((count) =>
    number(count),
  );
  return { key: month.month, cells: [monthName(month.month), ...counts, share(churnOf(month))] };
}
