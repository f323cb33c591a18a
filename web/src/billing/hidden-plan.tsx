import { useQuery } from '@tanstack/react-query';
import { creditsQuery } from '../api/queries.ts';
import { Skeleton } from '../components/skeleton.tsx';

/** With Stripe switched off: what the plan gives still holds, so its name is the balance's. */
export function HiddenPlan({ nameOf }: { nameOf: (tier: string) => string }) {
  const balance = useQuery(creditsQuery);
  return (
    <div className="pt-1">
      {balance.data && <p className="text-xl font-semibold tracking-tight">{nameOf(balance.data.tier)}</p>}
      {balance.isPending && <Skeleton className="h-9 w-24" />}
      <p className="text-muted">
        Payments are switched off here, so more about your plan cannot be shown now. What you have stays
        yours.
      </p>
    </div>
  );
}
