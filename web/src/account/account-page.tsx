import { useEffect, useState } from 'react';
import { useSearchParams } from 'react-router';
import { ActivationNotice } from '../billing/activation-notice.tsx';
import { PlanCard } from '../billing/plan-card.tsx';
import { useAccountUser } from './account-layout.tsx';
import { BalanceCard } from './balance-card.tsx';
import { ProfileForm } from './profile-form.tsx';
import { Statement } from './statement.tsx';

export function AccountPage() {
  const user = useAccountUser();
  const [subscribed, forget] = useSubscribed();
  return (
    <div className="grid items-start gap-x-10 gap-y-8 pt-6 sm:pt-8 lg:grid-cols-[minmax(0,1fr)_20rem]">
      <div className="space-y-6 sm:space-y-8">
        {subscribed && <ActivationNotice onDismiss={forget} />}
        <PlanCard />
        <BalanceCard />
        <Statement />
      </div>
      <ProfileForm user={user} />
    </div>
  );
}

/** Whether Stripe's page has just sent the person back (`?payment=success`); the address is left clean. */
function useSubscribed(): [boolean, () => void] {
  const [parameters, setParameters] = useSearchParams();
  const told = parameters.get('payment') === 'success';
  const [subscribed, setSubscribed] = useState(told);
  useEffect(() => {
    if (!told) return;
    setSubscribed(true);
    setParameters(
      (before) => {
        before.delete('payment');
        return before;
      },
      { replace: true, preventScrollReset: true },
    );
  }, [told, setParameters]);
  return [subscribed, () => setSubscribed(false)];
}
