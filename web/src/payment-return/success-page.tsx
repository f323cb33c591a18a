import { SearchX } from 'lucide-react';
import { Link, useSearchParams } from 'react-router';
import { Button } from '../components/button.tsx';
import { Spinner } from '../components/spinner.tsx';
import { RequireUser } from '../shell/require-user.tsx';
import { Outcome, OutcomeIcon } from './outcome.tsx';
import { PaymentOutcome } from './payment-outcome.tsx';
import { usePayment } from './use-payment.ts';

/** Where Stripe returns to. Coming here proves nothing: the page waits until the payment itself says what it became. */
export function PaymentSuccessPage() {
  const sessionId = useSearchParams()[0].get('session_id');
  if (sessionId === null || sessionId === '') return <NoSession />;
  return (
    <RequireUser heading="Your payment" waiting={<Checking />}>
      {() => <Followed key={sessionId} sessionId={sessionId} />}
    </RequireUser>
  );
}

function Followed({ sessionId }: { sessionId: string }) {
  const { progress, error, checkAgain } = usePayment(sessionId);
  return (
    // What is said changes in place, and is read out when it does.
    <div aria-live="polite">
      {progress.kind === 'checking' ? (
        <Checking />
      ) : (
        <PaymentOutcome progress={progress} error={error} onCheckAgain={checkAgain} />
      )}
    </div>
  );
}

function Checking() {
  return (
    <Outcome
      icon={
        <OutcomeIcon tone="neutral">
          <Spinner className="size-5" />
        </OutcomeIcon>
      }
      title="Checking your payment"
    >
      <p>This takes a second or two.</p>
    </Outcome>
  );
}

function NoSession() {
  return (
    <Outcome
      icon={
        <OutcomeIcon tone="neutral">
          <SearchX className="size-5" />
        </OutcomeIcon>
      }
      title="No payment to show"
      actions={
        <Button asChild>
          <Link to="/account">See your statement</Link>
        </Button>
      }
    >
      <p>Stripe sends you here after a payment and names it in the address. This address names none.</p>
      <p>If you have just paid, your credits arrive all the same; your statement shows them.</p>
    </Outcome>
  );
}
