import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Check } from 'lucide-react';
import { Link } from 'react-router';
import type { Payment } from '../../../lib/contract/billing-routes.ts';
import { call } from '../api/call.ts';
import { creditsQuery, ledgerQuery } from '../api/queries.ts';
import { Button } from '../components/button.tsx';
import { Failure } from '../components/failure.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { Timestamp } from '../components/timestamp.tsx';
import { credits } from '../format/credits.ts';
import { money } from '../format/money.ts';
import { CountUp } from './count-up.tsx';
import { Outcome, OutcomeIcon } from './outcome.tsx';

export function PaidOutcome({ payment }: { payment: Payment }) {
  return (
    <Outcome
      icon={
        <OutcomeIcon tone="good">
          <Check className="size-5" strokeWidth={2.5} />
        </OutcomeIcon>
      }
      title={`${credits(payment.credits_granted)} added`}
      actions={
        <>
          <Button asChild look="primary">
            <Link to="/account">See your statement</Link>
          </Button>
          <Button asChild>
            <Link to="/credits">Buy more</Link>
          </Button>
        </>
      }
    >
      <NewBalance payment={payment} />
      <p className="border-t border-line pt-5 text-sm">
        You paid <span className="font-semibold text-ink">{money(payment.amount, payment.currency)}</span> on{' '}
        <Timestamp iso={payment.created_at} />. A receipt is on its way to your email address.
      </p>
    </Outcome>
  );
}

/** Asked anew once the payment is known to be granted: what the page held before is the old balance. */
function NewBalance({ payment }: { payment: Payment }) {
  const client = useQueryClient();
  const balance = useQuery({
    queryKey: [...creditsQuery.queryKey, 'after', payment.id],
    queryFn: async ({ signal }) => {
      const fresh = await call('getCredits', { signal });
      client.setQueryData(creditsQuery.queryKey, fresh);
      void client.invalidateQueries({ queryKey: ledgerQuery.queryKey });
      return fresh;
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
        {balance.data === undefined && <Skeleton className="mt-1 h-10 w-28" />}
        {balance.data?.unlimited && 'Unlimited'}
        {balance.data && !balance.data.unlimited && (
          <CountUp
            from={balance.data.available - payment.credits_granted}
            to={balance.data.available}
            unit={balance.data.available === 1 ? 'credit' : 'credits'}
          />
        )}
      </p>
    </div>
  );
}
