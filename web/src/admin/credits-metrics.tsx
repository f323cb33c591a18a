import type { Metrics } from '../../../lib/contract/admin-routes.ts';
import { Panel } from '../components/panel.tsx';
import { number } from '../format/credits.ts';
import { Figures } from './figures.tsx';
import { lastMonths } from './metrics-sums.ts';
import { MetricsTable } from './metrics-table.tsx';
import { MonthBars } from './month-bars.tsx';
import { monthName } from './month-name.ts';

export function CreditsMetrics({ metrics: { credits, months } }: { metrics: Metrics }) {
  const shown = lastMonths(months);
  return (
    <Panel
      title="Credits"
      about="Granted with purchases, plans and by admins; outstanding is what people still have."
    >
      <Figures
        figures={[
          { name: 'Granted', value: number(credits.granted) },
          { name: 'Spent', value: number(credits.spent) },
          { name: 'Taken back', value: number(credits.takenBack) },
          { name: 'Outstanding', value: number(credits.outstanding) },
        ]}
      />
      <div className="space-y-4 border-t border-line px-4 py-5 sm:px-6">
        <div className="grid gap-6 sm:grid-cols-2">
          <MonthBars
            title="Granted"
            write={(value) => number(value)}
            months={shown.map(({ month, creditsGranted: value }) => ({
              month,
              parts: [{ name: 'granted', value, color: 'bg-accent' }],
            }))}
          />
          <MonthBars
            title="Spent"
            write={(value) => number(value)}
            months={shown.map(({ month, creditsSpent: value }) => ({
              month,
              parts: [{ name: 'spent', value, color: 'bg-ai' }],
            }))}
          />
        </div>
        <MetricsTable
          caption="Credits by month"
          headings={['Month', 'Granted', 'Spent']}
          rows={shown.toReversed().map(({ month, creditsGranted, creditsSpent }) => ({
            key: month,
            cells: [monthName(month), number(creditsGranted), number(creditsSpent)],
          }))}
        />
      </div>
    </Panel>
  );
}
