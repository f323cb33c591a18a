import { Link } from 'react-router';
import { hasCode, messageOf } from '../api/api-error.ts';
import type { CatalogPlan } from '../billing/plan-names.ts';
import { Banner } from '../components/banner.tsx';
import { choicePath } from './chosen-plan.ts';
import type { Interval } from './prices.ts';

interface Props {
  error: unknown;
  plan: CatalogPlan;
  interval: Interval;
}

/** Why checkout did not open, and that no money moved. */
export function SubscribeFailure({ error, plan, interval }: Props) {
  if (error === null) return null;
  if (hasCode(error, 'subscription_exists')) {
    return (
      <Problem title="You have a plan already.">
        Nothing was charged.{' '}
        <Link to={choicePath('/account/plan', plan.tier, interval)} className="link">
          Switch to {plan.name}
        </Link>
      </Problem>
    );
  }
  if (hasCode(error, 'not_authenticated'))
    return <Problem title="You are signed out.">Nothing was charged. Sign in again to go on.</Problem>;
  if (hasCode(error, 'stripe_disabled', 'payments_not_set_up'))
    return <Problem title="Plans cannot be bought right now.">Nothing was charged.</Problem>;
  return <Problem title="Checkout did not open.">Nothing was charged. {messageOf(error)}</Problem>;
}

function Problem({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <Banner tone="danger" title={title} className="mt-3 px-3 text-ink">
      {children}
    </Banner>
  );
}

export function SubscribingIsOff() {
  return (
    <Banner tone="warn" title="Plans cannot be bought here right now." className="mb-6">
      Payments are switched off or not set up on this installation. Plans and credits that you have stay
      yours.
    </Banner>
  );
}
