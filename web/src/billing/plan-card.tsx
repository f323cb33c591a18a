import { useQuery } from '@tanstack/react-query';
import type { SubscriptionAnswer } from '../../../lib/contract/subscription-routes.ts';
import { buyingQuery } from '../api/queries.ts';
import { Failure } from '../components/failure.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { Tag } from '../components/tag.tsx';
import { Words } from '../components/words.tsx';
import { credits } from '../format/credits.ts';
import { HiddenPlan } from './hidden-plan.tsx';
import { NoPlan } from './no-plan.tsx';
import { PlanButtons } from './plan-buttons.tsx';
import { PlanNotice } from './plan-notice.tsx';
import { planWords, priceWords } from './plan-words.ts';
import { usePlan } from './use-plan.ts';

/** The plan: what it is, how it stands, what happens next, and what can be done about it. */
export function PlanCard() {
  const { subscription, plans, nameOf } = usePlan();
  const buying = useQuery(buyingQuery);
  // Without a plan, or with Stripe switched off.
  const unknownWhy = subscription.data === null && buying.isPending;
  return (
    <section aria-labelledby="plan" className="rounded-card border border-line bg-surface p-5 sm:p-6">
      <h2 id="plan" className="text-muted">
        Plan
      </h2>
      {subscription.data === undefined && subscription.isError && (
        <Failure
          what="Your plan could not be loaded."
          error={subscription.error}
          onRetry={() => subscription.refetch()}
          busy={subscription.isFetching}
          className="pt-2"
        />
      )}
      {(subscription.isPending || unknownWhy) && <Waiting />}
      {subscription.data === null && buying.data === false && <HiddenPlan nameOf={nameOf} />}
      {subscription.data === null && !unknownWhy && buying.data !== false && <NoPlan plans={plans} />}
      {subscription.data && <Subscribed subscription={subscription.data} nameOf={nameOf} />}
    </section>
  );
}

interface SubscribedProps {
  subscription: SubscriptionAnswer;
  nameOf: (tier: string) => string;
}

function Subscribed({ subscription, nameOf }: SubscribedProps) {
  const buying = useQuery(buyingQuery).data;
  const { state, next, notice } = planWords({ subscription, nameOf, now: new Date() });
  return (
    <>
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1 pt-1">
        <p className="text-xl font-semibold tracking-tight">{subscription.plan_name}</p>
        <Tag tone={state.tone}>{state.words}</Tag>
        <p className="text-muted tabular-nums sm:ml-auto">{priceWords(subscription)}</p>
      </div>
      <p className="pt-1">
        <Words>{next}</Words>
      </p>
      <p className="text-muted">{whatItBrings(subscription)}</p>
      {notice && <PlanNotice notice={notice} subscription={subscription} />}
      {buying !== false && <PlanButtons subscription={subscription} nameOf={nameOf} />}
    </>
  );
}

function whatItBrings({ unlimited, tier, subscribed_tier, monthly_credits }: SubscriptionAnswer): string {
  if (unlimited && tier === subscribed_tier) return 'Credits without limit.';
  return monthly_credits > 0 ? `${credits(monthly_credits)} each month.` : '';
}

function Waiting() {
  return (
    <div role="status" className="space-y-2 pt-2">
      <span className="sr-only">Loading your plan</span>
      <Skeleton className="h-8 w-40" />
      <Skeleton className="h-4 w-64" />
      <Skeleton className="h-4 w-32" />
    </div>
  );
}
