import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Metrics } from '../../../lib/contract/admin-routes.ts';
import { messageOf } from '../api/api-error.ts';
import { call } from '../api/call.ts';
import { Banner } from '../components/banner.tsx';
import { Button } from '../components/button.tsx';
import { Failure } from '../components/failure.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { Timestamp } from '../components/timestamp.tsx';
import { PageHeading } from '../shell/page-heading.tsx';
import { metricsQuery } from './admin-queries.ts';
import { CreditsMetrics } from './credits-metrics.tsx';
import { RevenueMetrics } from './revenue-metrics.tsx';
import { SubscriptionMetrics } from './subscription-metrics.tsx';

export function MetricsPage() {
  const counted = useQuery(metricsQuery);
  const count = useCount();
  return (
    <div className="space-y-6 pt-6 sm:pt-8">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <div>
          <PageHeading>Metrics</PageHeading>
          <p className="text-muted">{counted.data && <CountedAt metrics={counted.data} />}</p>
        </div>
        <Button busy={count.isPending} onClick={() => count.isPending || count.mutate()}>
          Count now
        </Button>
      </div>
      {count.isError && (
        <Banner tone="danger" title="Nothing was counted.">
          {messageOf(count.error)}
        </Banner>
      )}
      {counted.isPending && <Skeleton className="h-64 rounded-card" />}
      {counted.isError && !counted.data && (
        <Failure
          what="The metrics could not be loaded."
          error={counted.error}
          onRetry={() => counted.refetch()}
          busy={counted.isFetching}
          className="rounded-card border border-line bg-surface p-5"
        />
      )}
      {counted.data === null && (
        <p className="rounded-card border border-line bg-surface px-4 py-10 text-center text-muted">
          Nothing was counted yet. It is done once a day, and now if you like.
        </p>
      )}
      {counted.data && (
        <>
          <RevenueMetrics metrics={counted.data} />
          <SubscriptionMetrics metrics={counted.data} />
          <CreditsMetrics metrics={counted.data} />
        </>
      )}
    </div>
  );
}

function CountedAt({ metrics: { countedAt, invoicesCountedAt } }: { metrics: Metrics }) {
  return (
    <>
      Counted <Timestamp iso={countedAt} />, in months of UTC.
      {invoicesCountedAt === null && ' Payments are not set up: invoices of subscriptions are not counted.'}
    </>
  );
}

function useCount() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => call('countMetrics'),
    onSuccess: ({ metrics }) => client.setQueryData(metricsQuery.queryKey, metrics),
  });
}
