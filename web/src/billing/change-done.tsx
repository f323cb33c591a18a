import { CalendarClock, Check, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { SubscriptionAnswer } from '../../../lib/contract/subscription-routes.ts';
import { Button } from '../components/button.tsx';
import { Words } from '../components/words.tsx';
import { credits } from '../format/credits.ts';
import { at, phrase } from '../format/phrase.ts';
import { OutcomeIcon } from '../payment-return/outcome.tsx';
import { changeNames, changeOutcome } from './change-words.ts';
import type { PlanChoice } from './plan-choices.ts';
import { PayLink } from './plan-notice.tsx';
import { planWords } from './plan-words.ts';

interface Props {
  subscription: SubscriptionAnswer;
  target: PlanChoice;
}

/** What became of a change, for as long as the page is looked at: it turns when a payment comes through. */
export function ChangeDone({ subscription, target }: Props) {
  const outcome = changeOutcome(subscription, target);
  if (outcome === 'waitsForPayment') return <WaitsForPayment subscription={subscription} target={target} />;
  if (outcome === 'scheduled') return <Scheduled subscription={subscription} target={target} />;
  return <InEffect subscription={subscription} target={target} />;
}

function InEffect({ subscription, target }: Props) {
  const { next } = planWords({ subscription, nameOf: () => target.name, now: new Date() });
  return (
    <Card
      tone="good"
      icon={<Check className="size-5" strokeWidth={2.5} />}
      title={`You are on ${target.name}`}
    >
      <p>
        <Words>{next}</Words>
      </p>
      <p>
        {subscription.unlimited
          ? 'Credits without limit from now on; those you have stay yours.'
          : `${credits(subscription.monthly_credits)} each month. What is added now shows in your balance in a moment.`}
      </p>
    </Card>
  );
}

function Scheduled({ subscription, target }: Props) {
  const on = subscription.pending_change?.effective_at ?? subscription.current_period_end;
  const { from, to } = changeNames(subscription, target);
  return (
    <Card tone="neutral" icon={<CalendarClock className="size-5" />} title={`${to} is set`}>
      <p>
        <Words>
          {phrase`You keep ${from} until ${at(on)}, then ${to} begins. Nothing was charged, and you can undo it on your account until then.`}
        </Words>
      </p>
    </Card>
  );
}

function WaitsForPayment({ subscription, target }: Props) {
  return (
    <Card tone="attention" icon={<TriangleAlert className="size-5" />} title="Your payment needs you">
      <p>
        Your bank declined the payment, or asks you to confirm it. You keep {subscription.plan_name} as it is;{' '}
        {target.name} begins as soon as this is paid. If it is not paid within 23 hours, the change is off.
      </p>
      {subscription.payment_url && <PayLink to={subscription.payment_url} />}
    </Card>
  );
}

interface CardProps {
  tone: 'good' | 'neutral' | 'attention';
  icon: ReactNode;
  title: string;
  children: ReactNode;
}

function Card({ tone, icon, title, children }: CardProps) {
  return (
    <section role="status" className="max-w-xl rounded-card border border-line bg-surface p-6 sm:p-8">
      <OutcomeIcon tone={tone}>{icon}</OutcomeIcon>
      <h2 className="pt-4 text-lg">{title}</h2>
      <div className="space-y-2 pt-1 text-muted">{children}</div>
      <Button asChild className="mt-6" size="lg">
        <Link to="/account">Your account</Link>
      </Button>
    </section>
  );
}
