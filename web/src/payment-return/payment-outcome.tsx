import { CircleSlash, Hourglass, Landmark, SearchX, Unplug } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { messageOf } from '../api/api-error.ts';
import { Button } from '../components/button.tsx';
import { Spinner } from '../components/spinner.tsx';
import { money } from '../format/money.ts';
import { Outcome, OutcomeIcon } from './outcome.tsx';
import { PaidOutcome } from './paid-outcome.tsx';
import type { Progress } from './payment-progress.ts';

interface Props {
  progress: Exclude<Progress, { kind: 'checking' }>;
  error: Error | null;
  onCheckAgain: () => void;
}

/** What became of a payment, in words. */
export function PaymentOutcome({ progress, error, onCheckAgain }: Props) {
  switch (progress.kind) {
    case 'paid':
      return <PaidOutcome payment={progress.payment} />;
    case 'waiting':
      return (
        <Outcome icon={neutral(<Spinner className="size-5" />)} title="Stripe has your payment">
          <p>Credits appear here in a moment. They arrive even if you close this page.</p>
        </Outcome>
      );
    case 'late':
      return (
        <Outcome
          icon={attention(<Hourglass className="size-5" />)}
          title="This takes longer than usual"
          actions={again(onCheckAgain)}
        >
          <p>
            Stripe has not told us yet how your payment ended. When it does, your credits arrive by themselves
            and a receipt comes by email. There is no need to pay again.
          </p>
        </Outcome>
      );
    case 'processing':
      return (
        <Outcome
          icon={attention(<Landmark className="size-5" />)}
          title="Your bank is sending the money"
          actions={toStatement}
        >
          <p>
            You chose a way to pay that takes time, from minutes to a few days. Your credits arrive when the{' '}
            {money(progress.payment.amount, progress.payment.currency)} do, and an email tells you how it
            went.
          </p>
        </Outcome>
      );
    case 'failed':
      return (
        <Outcome icon={bad} title="The payment did not go through" actions={toCredits('Try again')}>
          <p>Your bank did not send the money. Nothing was charged, and your balance is as it was.</p>
        </Outcome>
      );
    case 'expired':
      return (
        <Outcome icon={bad} title="This checkout has expired" actions={toCredits('Back to credits')}>
          <p>It was not paid in time. Nothing was charged, and your balance is as it was.</p>
        </Outcome>
      );
    case 'notFound':
      return (
        <Outcome
          icon={neutral(<SearchX className="size-5" />)}
          title="This payment is not among your latest"
          actions={toStatement}
        >
          <p>
            An older payment stands in your statement. If you paid as someone else, sign in as them to see it.
          </p>
        </Outcome>
      );
    case 'unreachable':
      return (
        <Outcome
          icon={attention(<Unplug className="size-5" />)}
          title="Your payment could not be looked up"
          actions={again(onCheckAgain)}
        >
          <p>{messageOf(error)} What you paid is safe with Stripe, and your credits arrive all the same.</p>
        </Outcome>
      );
  }
}

const neutral = (icon: ReactNode) => <OutcomeIcon tone="neutral">{icon}</OutcomeIcon>;
const attention = (icon: ReactNode) => <OutcomeIcon tone="attention">{icon}</OutcomeIcon>;
const bad = (
  <OutcomeIcon tone="bad">
    <CircleSlash className="size-5" />
  </OutcomeIcon>
);

const again = (onCheckAgain: () => void) => <Button onClick={onCheckAgain}>Check again</Button>;

const toStatement = (
  <Button asChild>
    <Link to="/account">See your statement</Link>
  </Button>
);

const toCredits = (label: string) => (
  <Button asChild look="primary">
    <Link to="/credits">{label}</Link>
  </Button>
);
