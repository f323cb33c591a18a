import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { buyingQuery, plansQuery, subscriptionQuery, userQuery } from '../api/queries.ts';
import { Failure } from '../components/failure.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { PageHeading } from '../shell/page-heading.tsx';
import { CanceledNotice } from './canceled-notice.tsx';
import { chosenPlan } from './chosen-plan.ts';
import { IntervalSwitch } from './interval-switch.tsx';
import { MoreCredits } from './more-credits.tsx';
import { PlanColumns } from './plan-columns.tsx';
import { hasYearPrice, type Interval } from './prices.ts';
import { PricingQuestions } from './pricing-questions.tsx';
import { SubscribingIsOff } from './subscribe-failure.tsx';

export function PricingPage() {
  const [parameters, setParameters] = useSearchParams();
  const plans = useQuery(plansQuery).data?.plans;
  const user = useQuery(userQuery);
  const subscription = useQuery({ ...subscriptionQuery, enabled: Boolean(user.data) });
  const { interval } = chosenPlan(parameters, subscription.data);
  const choose = (chosen: Interval) =>
    setParameters(
      (before) => {
        before.set('interval', chosen);
        return before;
      },
      { replace: true, preventScrollReset: true },
    );
  return (
    <div className="page-width py-8 sm:py-12">
      <CanceledNotice />
      <div className="flex flex-wrap items-end justify-between gap-x-8 gap-y-4 pb-6 sm:pb-8">
        <div>
          <PageHeading>Choose your plan</PageHeading>
          <p className="pt-1 text-muted">Credits every month. Change or cancel whenever you like.</p>
        </div>
        {plans && hasYearPrice(plans) && (
          <IntervalSwitch interval={interval} plans={plans} onChoose={choose} />
        )}
      </div>
      <Plans />
      <MoreCredits />
      <PricingQuestions />
    </div>
  );
}

function Plans() {
  const [parameters] = useSearchParams();
  const plans = useQuery(plansQuery);
  const buying = useQuery(buyingQuery).data;
  const user = useQuery(userQuery);
  const signedIn = Boolean(user.data);
  const subscription = useQuery({ ...subscriptionQuery, enabled: signedIn });
  const broken = plans.isError ? plans : subscription.isError && signedIn ? subscription : null;
  if (broken) {
    return (
      <Failure
        what={plans.isError ? 'The plans could not be loaded.' : 'Your plan could not be looked up.'}
        error={broken.error}
        onRetry={() => broken.refetch()}
        busy={broken.isFetching}
        className="rounded-card border border-line bg-surface p-5"
      />
    );
  }
  // Who is there, and with what plan, decides what each button does; so none is shown before that is known.
  if (plans.data === undefined || user.isPending || (signedIn && subscription.isPending)) return <Waiting />;
  const choice = chosenPlan(parameters, subscription.data);
  return (
    <>
      {buying === false && <SubscribingIsOff />}
      <PlanColumns
        plans={plans.data.plans}
        chosenTier={choice.tier}
        canBuy={buying !== false}
        asking={{ signedIn, subscription: subscription.data ?? null, interval: choice.interval }}
      />
    </>
  );
}

function Waiting() {
  return (
    <div role="status" className="grid grid-cols-[repeat(auto-fit,minmax(min(15rem,100%),1fr))] gap-4">
      <span className="sr-only">Loading the plans</span>
      {['one', 'two', 'three', 'four'].map((column) => (
        <Skeleton key={column} className="h-96 rounded-card" />
      ))}
    </div>
  );
}
