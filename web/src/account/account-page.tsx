import { PlanCard } from '../billing/plan-card.tsx';
import { SubscribedNotice } from '../billing/subscribed-notice.tsx';
import { useAccountUser } from './account-layout.tsx';
import { settings, wideSections } from './account-sections.ts';
import { BalanceCard } from './balance-card.tsx';
import { ProfileForm } from './profile-form.tsx';
import { Statement } from './statement.tsx';

export function AccountPage() {
  const user = useAccountUser();
  return (
    <>
      <div className="grid items-start gap-x-10 gap-y-8 pt-6 sm:pt-8 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="space-y-6 sm:space-y-8">
          <SubscribedNotice />
          <PlanCard />
          <BalanceCard />
          <Statement />
        </div>
        <ProfileForm user={user} />
      </div>
      <div className="grid items-start gap-x-10 gap-y-8 pt-8 lg:grid-cols-2">
        {Object.entries(settings).map(([column, sections]) => (
          <div key={column} className="min-w-0 space-y-8">
            {sections.map(({ name, Section }) => (
              <Section key={name} />
            ))}
          </div>
        ))}
      </div>
      <div className="space-y-8 pt-8">
        {wideSections.map(({ name, Section }) => (
          <Section key={name} />
        ))}
      </div>
    </>
  );
}
