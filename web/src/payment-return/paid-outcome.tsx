import { Check } from 'lucide-react';
import { Link } from 'react-router';
import type { Payment } from '../../../lib/contract/billing-routes.ts';
import { wentBack } from '../account/payment-words.ts';
import { Button } from '../components/button.tsx';
import { Timestamp } from '../components/timestamp.tsx';
import { credits } from '../format/credits.ts';
import { money } from '../format/money.ts';
import { NewBalance } from './new-balance.tsx';
import { Outcome, OutcomeIcon } from './outcome.tsx';

export function PaidOutcome({ payment }: { payment: Payment }) {
  return (
    <Outcome
      icon={
        <OutcomeIcon tone="good">
          <Check className="size-5" strokeWidth={2.5} />
        </OutcomeIcon>
      }
      title={`${credits(payment.credits_granted)} added`}
      actions={
        <>
          <Button asChild look="primary">
            <Link to="/account">See your statement</Link>
          </Button>
          <Button asChild>
            <Link to="/credits">Buy more</Link>
          </Button>
        </>
      }
    >
      <NewBalance payment={payment} />
      <p className="border-t border-line pt-5 text-sm">
        You paid <span className="font-semibold text-ink">{money(payment.amount, payment.currency)}</span> on{' '}
        <Timestamp iso={payment.created_at} />. A receipt is on its way to your email address.
      </p>
      <SinceThen payment={payment} />
    </Outcome>
  );
}

/** For a page that is opened again after money went back. */
function SinceThen({ payment }: { payment: Payment }) {
  const back = wentBack(payment);
  return back.length === 0 ? null : <p className="text-sm">Since then: {back.join(' \u00b7 ')}.</p>;
}
