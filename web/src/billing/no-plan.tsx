import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { costsNothing } from '../../../lib/contract/costs-nothing.ts';
import { buyingQuery, invoicesQuery, subscriptionStatusQuery } from '../api/queries.ts';
import { Button } from '../components/button.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { credits } from '../format/credits.ts';
import { money } from '../format/money.ts';
import type { CatalogPlan } from './plan-names.ts';
import { PortalButton } from './portal-button.tsx';

/** A subscription that was begun elsewhere, with Stripe Elements say, and whose first payment never came through. */
const neverPaid: Partial<Record<string, string>> = {
  incomplete: 'A plan was begun, but its first payment is not finished. Nothing was charged so far.',
  incomplete_expired:
    'A plan was begun, but its first payment was not finished in time. Nothing was charged.',
};

/** Without a plan: what one gives, and the first step. */
export function NoPlan({ plans }: { plans: CatalogPlan[] | undefined }) {
  const buying = useQuery(buyingQuery).data;
  const status = useQuery(subscriptionStatusQuery).data?.status;
  // After its end too a card can be taken away, and details of an invoice put right.
  const hadPlan = (useInfiniteQuery(invoicesQuery).data?.pages[0]?.invoices.length ?? 0) > 0;
  const begun = status === undefined ? undefined : neverPaid[status];
  const sold = plans?.filter(({ prices }) => prices.length > 0) ?? [];
  return (
    <>
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-4 pt-1">
        <div className="min-w-0">
          {plans ? (
            <p className="text-xl font-semibold tracking-tight">
              {plans.find(costsNothing)?.name ?? 'No plan'}
            </p>
          ) : (
            <Skeleton className="h-9 w-24" />
          )}
          <p className="text-muted">{begun ?? 'A plan brings credits every month.'}</p>
        </div>
        {buying !== false && (
          <div className="flex flex-wrap gap-2">
            {hadPlan && <PortalButton />}
            <Button asChild size={hadPlan ? 'lg' : 'md'}>
              <Link to="/pricing">See plans</Link>
            </Button>
          </div>
        )}
      </div>
      {sold.length > 0 && (
        <dl className="mt-4 divide-y divide-line border-t border-line">
          {sold.map((plan) => (
            <div
              key={plan.tier}
              className="flex flex-wrap items-baseline justify-between gap-x-4 pt-2.5 pb-2.5 last:pb-0"
            >
              <dt className="font-semibold">{plan.name}</dt>
              <dd className="text-muted tabular-nums">{inShort(plan)}</dd>
            </div>
          ))}
        </dl>
      )}
    </>
  );
}

function inShort({ prices: [price], unlimited, credits: monthly }: CatalogPlan): string {
  const brings = unlimited ? 'Credits without limit' : `${credits(monthly)} a month`;
  return price ? `${brings}, ${money(price.amount, price.currency)} a ${price.interval}` : brings;
}
