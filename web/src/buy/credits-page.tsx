import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { buyingQuery, plansQuery, userQuery } from '../api/queries.ts';
import { Failure } from '../components/failure.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { PageHeading } from '../shell/page-heading.tsx';
import { BuyForm } from './buy-form.tsx';
import { BuyingIsOff } from './checkout-failure.tsx';
import { askedCount } from './credit-count.ts';
import { CreditUses } from './credit-uses.tsx';

export function CreditsPage() {
  return (
    <div className="page-width py-8 sm:py-12">
      <PageHeading>Buy credits</PageHeading>
      <p className="pt-1 text-muted">Pay once, for as many as you need.</p>
      <div className="grid items-start gap-6 pt-6 sm:pt-8 lg:grid-cols-[minmax(0,32rem)_minmax(0,26rem)] lg:justify-between lg:gap-12">
        <Purchase />
        <CreditUses />
      </div>
    </div>
  );
}

function Purchase() {
  const [parameters] = useSearchParams();
  const plans = useQuery(plansQuery);
  const buying = useQuery(buyingQuery);
  const user = useQuery(userQuery);
  if (buying.data === false) return <BuyingIsOff />;
  if (plans.isError) {
    return (
      <Failure
        what="The price could not be loaded."
        error={plans.error}
        onRetry={() => plans.refetch()}
        busy={plans.isFetching}
        className="rounded-card border border-line bg-surface p-5"
      />
    );
  }
  // Whether someone is signed in decides what the button does, so the form waits for it (and not for a failed answer).
  if (plans.data === undefined || user.isPending) return <Skeleton className="h-96 rounded-card" />;
  return <BuyForm price={plans.data.credit} asked={askedCount(parameters)} signedIn={user.data !== null} />;
}
