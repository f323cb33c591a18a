import { Invoices } from '../billing/invoices.tsx';
import { PlanCard } from '../billing/plan-card.tsx';
import { SubscribedNotice } from '../billing/subscribed-notice.tsx';
import { UsageSection } from '../usage/usage-section.tsx';
import { BalanceCard } from './balance-card.tsx';
import { BalanceParts } from './balance-parts.tsx';
import { LedgerSection } from './ledger-section.tsx';
import { LowBalanceNotice } from './low-balance-notice.tsx';
import { Payments } from './payments.tsx';

/** The money's side: the plan, the credits, what they are made of and what moved them, what was used, and what was paid. */
export function BillingPage() {
  return (
    <div className="max-w-3xl space-y-6 pt-6 sm:space-y-8 sm:pt-8">
      <SubscribedNotice />
      <LowBalanceNotice />
      <PlanCard />
      <BalanceCard>
        <BalanceParts />
      </BalanceCard>
      <LedgerSection />
      <UsageSection />
      <Invoices />
      <Payments />
    </div>
  );
}
