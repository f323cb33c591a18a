import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useSearchParams } from 'react-router';
import { buyingQuery } from '../api/queries.ts';
import { ActivationNotice } from './activation-notice.tsx';

/** After a subscription; with Stripe switched off no plan can be looked up, so none is waited for. */
export function SubscribedNotice() {
  const buying = useQuery(buyingQuery);
  const [subscribed, forget] = useSubscribed();
  if (!subscribed || buying.isPending || buying.data === false) return null;
  return <ActivationNotice onDismiss={forget} />;
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
