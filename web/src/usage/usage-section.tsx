import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Usage } from '../../../lib/contract/billing-routes.ts';
import { usageQuery } from '../api/queries.ts';
import { Failure } from '../components/failure.tsx';
import { Panel } from '../components/panel.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { ActionBars } from './action-bars.tsx';
import { DayBars } from './day-bars.tsx';
import { GroupSwitch } from './group-switch.tsx';
import { UsageTotals } from './usage-totals.tsx';

/** What was used in the last thirty days, by day or by action. */
export function UsageSection() {
  const [groupBy, setGroupBy] = useState<'day' | 'action'>('day');
  const usage = useQuery(usageQuery(groupBy));
  return (
    <Panel
      title="Usage"
      about="The last thirty days, in days of UTC."
      action={<GroupSwitch groupBy={groupBy} onChoose={setGroupBy} />}
    >
      {usage.data && <UsageTotals totals={usage.data.totals} />}
      <div className="border-t border-line px-4 py-5 sm:px-6">
        {usage.isError && !usage.data && (
          <Failure
            what="Your usage could not be loaded."
            error={usage.error}
            onRetry={() => usage.refetch()}
            busy={usage.isFetching}
          />
        )}
        {usage.isPending && (
          <div role="status">
            <span className="sr-only">Loading your usage</span>
            <Skeleton className="h-44" />
          </div>
        )}
        {usage.data && (isUnused(usage.data) ? <Unused /> : <Bars usage={usage.data} groupBy={groupBy} />)}
      </div>
    </Panel>
  );
}

const isUnused = ({ series }: Usage) =>
  series.every(({ credits, requests }) => credits === 0 && requests === 0);

function Bars({ usage, groupBy }: { usage: Usage; groupBy: 'day' | 'action' }) {
  return groupBy === 'day' ? <DayBars series={usage.series} /> : <ActionBars series={usage.series} />;
}

function Unused() {
  return (
    <p className="py-6 text-center text-muted">
      Nothing was used yet. Workflows you generate and export, and calls by your API keys, are counted here.
    </p>
  );
}
