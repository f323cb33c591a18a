import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { PlansAnswer } from '../../../lib/contract/payment-routes.ts';
import { buyingQuery, plansQuery } from '../api/queries.ts';
import { Skeleton } from '../components/skeleton.tsx';
import { credits } from '../format/credits.ts';
import { money } from '../format/money.ts';

/** Price and place, one line each, as the catalog has them. Without an answer the page simply does not speak of money. */
export function PriceNote() {
  const plans = useQuery(plansQuery);
  const from = plans.data && cheapestPlan(plans.data);
  const buying = useQuery(buyingQuery).data !== false;
  return (
    <dl className="mt-12 grid border-t border-line text-base sm:mt-16">
      {!plans.isError && (
        <Line name="Price">
          {plans.data ? <Price plans={plans.data} /> : <Skeleton className="h-6.5 max-w-md" />}
          {plans.data && buying && (
            <>
              {' '}
              {from && `Or a plan, from ${from}. `}
              <Link to="/pricing" className="link">
                See plans
              </Link>{' '}
              or{' '}
              <Link to="/credits" className="link">
                buy credits
              </Link>
            </>
          )}
        </Line>
      )}
      <Line name="Place">
        Runs on your AWS account or whole on your laptop. Nothing to operate, nothing to pay while nobody uses
        it.
      </Line>
    </dl>
  );
}

/** `$4.99 a month`; undefined where no plan has a price. */
function cheapestPlan({ plans }: PlansAnswer): string | undefined {
  const [price] = plans.flatMap(({ prices }) => prices).sort((a, b) => a.amount - b.amount);
  return price && `${money(price.amount, price.currency)} a ${price.interval}`;
}

function Price({ plans: { credit, costs } }: { plans: PlansAnswer }) {
  return (
    <span>
      {money(credit.unit_amount, credit.currency)} a {credit.name}, at least{' '}
      {money(credit.minimum_amount, credit.currency)} at a time. A workflow takes {credits(costs.generate)},
      its export {costs.export}.
    </span>
  );
}

function Line({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div className="grid gap-x-10 border-b border-line py-5 sm:grid-cols-[8rem_minmax(0,1fr)]">
      <dt className="font-semibold">{name}</dt>
      <dd className="text-muted">{children}</dd>
    </div>
  );
}
