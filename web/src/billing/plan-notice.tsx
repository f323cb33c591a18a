import { ExternalLink } from 'lucide-react';
import type { SubscriptionAnswer } from '../../../lib/contract/subscription-routes.ts';
import { Banner } from '../components/banner.tsx';
import { Button } from '../components/button.tsx';
import { Words } from '../components/words.tsx';
import type { PlanWords } from './plan-words.ts';

interface Props {
  notice: NonNullable<PlanWords['notice']>;
  subscription: SubscriptionAnswer;
}

/** What stands in the way, with the way to pay when there is an invoice to pay. */
export function PlanNotice({ notice, subscription: { payment_url } }: Props) {
  return (
    <Banner tone={notice.tone} title={notice.title} className="mt-4">
      <Words>{notice.detail}</Words>
      {payment_url && <PayLink to={payment_url} />}
    </Banner>
  );
}

/** In a tab of its own: Stripe's invoice page leads nowhere back, and this one sees by itself when it is paid. */
export function PayLink({ to }: { to: string }) {
  return (
    <div className="pt-3 pb-1">
      <Button asChild look="primary" size="lg">
        <a href={to} target="_blank" rel="noopener">
          Pay or confirm at Stripe
          <ExternalLink className="size-4" aria-hidden="true" />
          <span className="sr-only">(opens another tab)</span>
        </a>
      </Button>
    </div>
  );
}
