import type { CatalogPlan } from '../billing/plan-names.ts';
import { type Asking, offerOf } from './offer.ts';
import { PlanColumn } from './plan-column.tsx';
import { pointedOut } from './prices.ts';
import { useSubscribe } from './use-subscribe.ts';

interface Props {
  plans: CatalogPlan[];
  /** Of the address: what was chosen before signing in. */
  chosenTier: string | null;
  canBuy: boolean;
  asking: Asking;
}

export function PlanColumns({ plans, chosenTier, canBuy, asking }: Props) {
  const subscribe = useSubscribe();
  const featured = asking.subscription === null ? pointedOut(plans) : undefined;
  return (
    <ul className="grid grid-cols-[repeat(auto-fit,minmax(min(15rem,100%),1fr))] gap-4">
      {plans.map((plan) => {
        const asked = subscribe.asked?.tier === plan.tier;
        return (
          <PlanColumn
            key={plan.tier}
            plan={plan}
            asking={asking}
            offer={offerOf(plan, asking)}
            canBuy={canBuy}
            featured={plan.tier === featured}
            chosen={plan.tier === chosenTier}
            busy={asked && subscribe.busy}
            error={asked ? subscribe.error : null}
            onSubscribe={(interval) => subscribe.leave({ tier: plan.tier, interval })}
          />
        );
      })}
    </ul>
  );
}
