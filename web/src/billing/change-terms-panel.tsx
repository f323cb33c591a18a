import type { PlanChangePreview, SubscriptionAnswer } from '../../../lib/contract/subscription-routes.ts';
import { ApiError, messageOf } from '../api/api-error.ts';
import { Banner } from '../components/banner.tsx';
import { Button } from '../components/button.tsx';
import { Failure } from '../components/failure.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { Words } from '../components/words.tsx';
import { changeNames, changeTerms, dueWords } from './change-words.ts';
import type { PlanChoice } from './plan-choices.ts';
import { endsAt } from './plan-words.ts';
import { type useChangePlan, useChangePreview } from './use-change-plan.ts';

interface Props {
  subscription: SubscriptionAnswer;
  chosen: PlanChoice | undefined;
  change: ReturnType<typeof useChangePlan>;
}

/** What the chosen change costs and brings, and the button that agrees to it. */
export function ChangeTermsPanel({ subscription, chosen, change }: Props) {
  const preview = useChangePreview(subscription, chosen);
  const names = chosen && changeNames(subscription, chosen);
  return (
    <section
      aria-labelledby="terms"
      aria-live="polite"
      className="rounded-card border border-line bg-surface p-5 sm:p-6 lg:mt-8"
    >
      <h2 id="terms" className="text-base">
        {names ? `${names.from} to ${names.to}` : 'What it costs'}
      </h2>
      {chosen === undefined && <p className="pt-1 text-muted">Choose a plan to see that here.</p>}
      {chosen && preview.isPending && <Working />}
      {chosen && preview.isError && (
        <Failure
          what="What it costs could not be worked out."
          error={preview.error}
          onRetry={() => preview.refetch()}
          busy={preview.isFetching}
          className="pt-3"
        />
      )}
      {chosen && preview.data && (
        <Terms subscription={subscription} chosen={chosen} preview={preview.data} change={change} />
      )}
    </section>
  );
}

interface TermsProps extends Props {
  chosen: PlanChoice;
  preview: PlanChangePreview;
}

function Terms({ subscription, chosen, preview, change }: TermsProps) {
  const { lines, confirm } = changeTerms(preview, { subscription, target: chosen });
  return (
    <>
      <dl className="mt-3 divide-y divide-line border-y border-line">
        {lines.map(({ what, amount }) => (
          <div key={what} className="flex items-baseline justify-between gap-4 py-2.5">
            <dt className="text-muted">{what}</dt>
            <dd className="font-semibold tabular-nums">
              <Words>{amount}</Words>
            </dd>
          </div>
        ))}
      </dl>
      <Button
        look="primary"
        size="lg"
        busy={change.isPending}
        onClick={() => change.isPending || change.mutate(chosen)}
        className="mt-5 w-full tabular-nums"
      >
        {confirm}
      </Button>
      {change.isError && <NotChanged error={change.error} />}
      <p className="pt-3 text-xs text-muted">
        {dueWords(preview, { subscription, target: chosen })}
        {endsAt(subscription) && ` ${subscription.plan_name} was to end; with the change that is taken back.`}
      </p>
    </>
  );
}

/** Whether anything was changed is known only of a refusal; and trying again never pays twice. */
function NotChanged({ error }: { error: Error }) {
  const refused = error instanceof ApiError && error.status >= 400 && error.status < 500;
  return (
    <Banner
      tone="danger"
      title={refused ? 'Your plan was not changed.' : 'It is not certain whether your plan was changed.'}
      className="mt-4"
    >
      {messageOf(error)} {!refused && 'Trying again is safe: it is paid once.'}
    </Banner>
  );
}

function Working() {
  return (
    <div role="status" className="space-y-3 pt-4">
      <span className="sr-only">Working out what it costs</span>
      <Skeleton className="h-5" />
      <Skeleton className="h-5" />
      <Skeleton className="h-5" />
      <Skeleton className="h-11" />
    </div>
  );
}
