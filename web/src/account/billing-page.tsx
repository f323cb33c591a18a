import { Invoices } from '../billing/invoices.tsx';
import { PlanCard } from '../billing/plan-card.tsx';
import { SubscribedNotice } from '../billing/subscribed-notice.tsx';
import { UsageSection } from '../usage/usage-section.tsx';
import { Payments } from './payments.tsx';

/** The money's side: the plan, what was used, its invoices, and what was bought beside it. */
export function BillingPage() {
  return (
    <div className="max-w-3xl space-y-6 pt-6 sm:space-y-8 sm:pt-8">
      <SubscribedNotice />
      <PlanCard />
      <UsageSection />
      <Invoices />
      <Payments />
    </div>
  );
}
