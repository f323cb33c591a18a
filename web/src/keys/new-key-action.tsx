import { useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { Link } from 'react-router';
import { buyingQuery, plansQuery, subscriptionQuery } from '../api/queries.ts';
import { Button } from '../components/button.tsx';
import { mayMakeKeys, plansWithKeys } from './making-keys.ts';

/** The way to a new key; where the plan has none, which plans do. */
export function NewKeyAction({ onStart }: { onStart: () => void }) {
  const subscription = useQuery(subscriptionQuery);
  const plans = useQuery(plansQuery).data?.plans;
  const buying = useQuery(buyingQuery);
  if (subscription.isPending || buying.isPending) return null;
  // Without an answer, or with Stripe switched off, only the API can tell.
  const isTold = subscription.data !== undefined && buying.data !== false;
  if (!isTold || mayMakeKeys(subscription.data ?? null)) {
    return (
      <Button size="lg" onClick={onStart}>
        <Plus className="size-4" aria-hidden="true" />
        New key
      </Button>
    );
  }
  const names = plans && plansWithKeys(plans);
  return names ? (
    <p className="text-muted sm:max-w-56">
      Making keys takes{' '}
      <Link to="/pricing" className="link">
        {names}
      </Link>
      .
    </p>
  ) : null;
}
