import { useEffect, useState } from 'react';
import { useSearchParams } from 'react-router';
import { Banner } from '../components/banner.tsx';

/** For who left Stripe's page without paying (`?payment=canceled`); the address is left clean. */
export function CanceledNotice() {
  const [parameters, setParameters] = useSearchParams();
  const [shown, setShown] = useState(false);
  const isCanceled = parameters.get('payment') === 'canceled';
  useEffect(() => {
    if (!isCanceled) return;
    setShown(true);
    setParameters(
      (before) => {
        before.delete('payment');
        return before;
      },
      { replace: true, preventScrollReset: true },
    );
  }, [isCanceled, setParameters]);
  if (!shown && !isCanceled) return null;
  return (
    <Banner tone="success" title="Nothing was charged." onDismiss={() => setShown(false)} className="mb-6">
      You left Stripe’s page before you subscribed. Everything is as it was.
    </Banner>
  );
}
