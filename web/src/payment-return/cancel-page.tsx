import { Undo2 } from 'lucide-react';
import { Link } from 'react-router';
import { Button } from '../components/button.tsx';
import { Outcome, OutcomeIcon } from './outcome.tsx';

export function PaymentCancelPage() {
  return (
    <Outcome
      icon={
        <OutcomeIcon tone="neutral">
          <Undo2 className="size-5" />
        </OutcomeIcon>
      }
      title="Nothing was charged"
      actions={
        <>
          <Button asChild look="primary">
            <Link to="/credits">Back to credits</Link>
          </Button>
          <Button asChild>
            <Link to="/account">Your account</Link>
          </Button>
        </>
      }
    >
      <p>You left Stripe's page before paying. Your balance is as it was.</p>
    </Outcome>
  );
}
