import { useQuery } from '@tanstack/react-query';
import { Check, Hourglass, Unplug } from 'lucide-react';
import type { ReactNode } from 'react';
import { messageOf } from '../api/api-error.ts';
import { plansQuery } from '../api/queries.ts';
import { Button } from '../components/button.tsx';
import { Spinner } from '../components/spinner.tsx';
import { OutcomeIcon } from '../payment-return/outcome.tsx';
import { whatCame } from './activation-words.ts';
import { useActivation } from './use-activation.ts';

/** For who comes back from Stripe's page: coming back proves nothing, so it says what is there, and what is not yet. */
export function ActivationNotice({ onDismiss }: { onDismiss: () => void }) {
  const { activation, expectsCredits, error, checkAgain } = useActivation();
  const plans = useQuery(plansQuery).data?.plans;
  const again = <Button onClick={checkAgain}>Check again</Button>;
  switch (activation.kind) {
    case 'checking':
      return (
        <Notice tone="neutral" icon={<Spinner className="size-5" />} title="Checking your plan">
          This takes a second or two.
        </Notice>
      );
    case 'waiting':
      return (
        <Notice
          tone="neutral"
          icon={<Spinner className="size-5" />}
          title="Waiting for Stripe to confirm your plan"
        >
          It appears here in a moment, also if you close this page.
        </Notice>
      );
    case 'late':
      return (
        <Notice
          tone="attention"
          icon={<Hourglass className="size-5" />}
          title="This takes longer than usual"
          action={again}
        >
          Stripe has not told us of a plan yet. If you subscribed, it appears by itself, and there is no need
          to pay again.
        </Notice>
      );
    case 'unreachable':
      return (
        <Notice
          tone="attention"
          icon={<Unplug className="size-5" />}
          title="Your plan could not be looked up"
          action={again}
        >
          {messageOf(error)} If you subscribed, your plan is safe with Stripe.
        </Notice>
      );
    case 'active':
      return (
        <Notice
          tone="good"
          icon={<Check className="size-5" strokeWidth={2.5} />}
          title={`You are on ${activation.subscription.plan_name}`}
          action={<Button onClick={onDismiss}>Fine</Button>}
        >
          {whatCame(activation.subscription, {
            credits: activation.credits,
            isAwaited: expectsCredits || plans === undefined,
            trialCredits:
              plans?.find(({ tier }) => tier === activation.subscription.tier)?.trial_credits ?? 0,
          })}
        </Notice>
      );
  }
}

interface Props {
  tone: 'neutral' | 'good' | 'attention';
  icon: ReactNode;
  title: string;
  children: ReactNode;
  action?: ReactNode;
}

function Notice({ tone, icon, title, children, action }: Props) {
  return (
    <section
      role="status"
      className="flex flex-wrap items-center gap-x-4 gap-y-3 rounded-card border border-line bg-surface p-5 sm:min-h-22 sm:p-6"
    >
      <OutcomeIcon tone={tone}>{icon}</OutcomeIcon>
      <div className="min-w-0 flex-1">
        <h2 className="text-base">{title}</h2>
        <p className="text-muted">{children}</p>
      </div>
      {action}
    </section>
  );
}
