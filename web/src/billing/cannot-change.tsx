import { Link } from 'react-router';
import type { SubscriptionAnswer } from '../../../lib/contract/subscription-routes.ts';
import { Banner } from '../components/banner.tsx';
import { Words } from '../components/words.tsx';
import { type CatalogPlan, namesOf } from './plan-names.ts';
import { PlanNotice } from './plan-notice.tsx';
import { planWords } from './plan-words.ts';

interface Props {
  subscription: SubscriptionAnswer;
  plans: CatalogPlan[];
}

/** Why the plan cannot be changed now, and what to do first. */
export function CannotChange({ subscription, plans }: Props) {
  const { notice, next } = planWords({ subscription, nameOf: namesOf(plans), now: new Date() });
  return (
    <div className="max-w-xl">
      {notice ? (
        <PlanNotice notice={notice} subscription={subscription} />
      ) : (
        <Banner tone="warn" title={`${subscription.plan_name} cannot be changed now.`}>
          <Words>{next}</Words>
        </Banner>
      )}
      <p className="pt-4">
        <Link to="/account" className="link">
          Back to your account
        </Link>
      </p>
    </div>
  );
}
