import { useQuery } from '@tanstack/react-query';
import { Link, Navigate, useSearchParams } from 'react-router';
import type { SubscriptionAnswer } from '../../../lib/contract/subscription-routes.ts';
import { buyingQuery, plansQuery } from '../api/queries.ts';
import { Failure } from '../components/failure.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { SubscribingIsOff } from '../pricing/subscribe-failure.tsx';
import { PageHeading } from '../shell/page-heading.tsx';
import { RequireUser } from '../shell/require-user.tsx';
import { CannotChange } from './cannot-change.tsx';
import { ChangeForm } from './change-form.tsx';
import { planActions } from './plan-actions.ts';
import { usePlan } from './use-plan.ts';

export function ChangePlanPage() {
  return (
    <RequireUser heading="Change plan" waiting={<Frame>{waiting}</Frame>}>
      {() => (
        <Frame>
          <ChangePlan />
        </Frame>
      )}
    </RequireUser>
  );
}

function Frame({ children }: { children: React.ReactNode }) {
  return (
    <div className="page-width py-8 sm:py-12">
      <PageHeading>Change plan</PageHeading>
      <p className="pt-1 text-muted">
        See what it costs before anything changes.{' '}
        <Link to="/pricing" className="link">
          Compare the plans
        </Link>
      </p>
      <div className="pt-6 sm:pt-8">{children}</div>
    </div>
  );
}

const waiting = <Skeleton className="h-96 max-w-xl rounded-card" />;

function ChangePlan() {
  const { subscription } = usePlan();
  const plans = useQuery(plansQuery);
  const buying = useQuery(buyingQuery).data;
  const broken = [subscription, plans].find(({ isError, data }) => isError && data === undefined);
  if (buying === false) return <SubscribingIsOff />;
  if (broken) {
    return (
      <Failure
        what="Your plan could not be looked up."
        error={broken.error}
        onRetry={() => broken.refetch()}
        busy={broken.isFetching}
        className="max-w-xl rounded-card border border-line bg-surface p-5"
      />
    );
  }
  if (subscription.data === undefined || plans.data === undefined) return waiting;
  if (subscription.data === null) return <Navigate to="/pricing" replace />;
  return <Changing subscription={subscription.data} plans={plans.data.plans} />;
}

type FormProps = React.ComponentProps<typeof ChangeForm>;

function Changing({ subscription, plans }: { subscription: SubscriptionAnswer; plans: FormProps['plans'] }) {
  const [parameters] = useSearchParams();
  const asked = { tier: parameters.get('tier'), interval: parameters.get('interval') };
  if (!planActions(subscription).change) return <CannotChange subscription={subscription} plans={plans} />;
  return <ChangeForm subscription={subscription} plans={plans} asked={asked} />;
}
