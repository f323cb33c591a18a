import { Check, Hourglass, Unplug } from 'lucide-react';
import type { ReactNode } from 'react';
import type { SubscriptionAnswer } from '../../../lib/contract/subscription-routes.ts';
import { messageOf } from '../api/api-error.ts';
import { Button } from '../components/button.tsx';
import { Spinner } from '../components/spinner.tsx';
import { credits } from '../format/credits.ts';
import { OutcomeIcon } from '../payment-return/outcome.tsx';
import { useActivation } from './use-activation.ts';

/** For who comes back from Stripe's page: coming back proves nothing, so it says what is there, and what is not yet. */
export function ActivationNotice({ onDismiss }: { onDismiss: () => void }) {
  const { activation, expectsCredits, error, checkAgain } = useActivation();
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
          {whatCame(activation.subscription, activation.credits, expectsCredits)}
        </Notice>
      );
  }
}

function whatCame({ unlimited, status }: SubscriptionAnswer, came: number, expectsCredits: boolean): string {
  const trial = status === 'trialing' ? 'Your trial has begun. ' : '';
  if (unlimited) return `${trial}Credits are without limit from now on.`;
  if (came > 0) return `${trial}${credits(came)} ${came === 1 ? 'is' : 'are'} in your balance.`;
  return `${trial}${expectsCredits ? 'Looking for the credits that come with it.' : ''}`;
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
