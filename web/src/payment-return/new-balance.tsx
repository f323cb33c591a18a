import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { Credits, Payment } from '../../../lib/contract/billing-routes.ts';
import { call } from '../api/call.ts';
import { creditsQuery, ledgerQuery, paymentsQuery } from '../api/queries.ts';
import { Failure } from '../components/failure.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { number } from '../format/credits.ts';
import { balanceBefore } from './balance-before.ts';
import { CountUp } from './count-up.tsx';

/** Asked anew once the payment is known to be granted: what the page held before is the old balance. */
export function NewBalance({ payment }: { payment: Payment }) {
  const client = useQueryClient();
  const balance = useQuery({
    queryKey: [...creditsQuery.queryKey, 'after', payment.id],
    queryFn: async ({ signal }) => {
      const [fresh, { entries }] = await Promise.all([
        call('getCredits', { signal }),
        call('listLedger', { query: { limit: '1' }, signal }),
      ]);
      client.setQueryData(creditsQuery.queryKey, fresh);
      void client.invalidateQueries({ queryKey: ledgerQuery.queryKey });
      void client.invalidateQueries({ queryKey: paymentsQuery.queryKey });
      return { ...fresh, before: balanceBefore(payment, fresh.available, entries[0]) };
    },
  });
  if (balance.isError) {
    return (
      <Failure
        what="Your new balance could not be loaded."
        error={balance.error}
        onRetry={() => balance.refetch()}
      />
    );
  }
  return (
    <div>
      <p className="text-sm">Your balance</p>
      <p className="h-12 text-2xl tracking-tight text-ink">
        {balance.data ? <Amount {...balance.data} /> : <Skeleton className="mt-1 h-10 w-28" />}
      </p>
      {balance.data && !balance.data.unlimited && balance.data.before < 0 && (
        <p className="text-sm">It was {number(balance.data.before)}, which these credits filled first.</p>
      )}
    </div>
  );
}

function Amount({ before, available, unlimited }: Credits & { before: number }) {
  if (unlimited) return 'Unlimited';
  return <CountUp from={before} to={available} unit={Math.abs(available) === 1 ? 'credit' : 'credits'} />;
}
