import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { buyingQuery, plansQuery } from '../api/queries.ts';
import { Button } from '../components/button.tsx';
import { credits } from '../format/credits.ts';
import { money } from '../format/money.ts';

/** Below the plans: credits without one, or beyond one. */
export function MoreCredits() {
  const catalog = useQuery(plansQuery).data;
  const buying = useQuery(buyingQuery).data !== false;
  if (catalog === undefined) return null;
  const { credit, costs } = catalog;
  return (
    <section
      aria-labelledby="more-credits"
      className="mt-12 flex flex-wrap items-center justify-between gap-x-8 gap-y-4 border-y border-line py-6"
    >
      <div>
        <h2 id="more-credits" className="text-base">
          Need more credits, or no plan?
        </h2>
        <p className="text-muted">
          {money(credit.unit_amount, credit.currency)} a {credit.name}, at least{' '}
          {money(credit.minimum_amount, credit.currency)} at a time. A workflow takes{' '}
          {credits(costs.generate)}, its export {costs.export}.
        </p>
      </div>
      {buying && (
        <Button asChild>
          <Link to="/credits">Buy credits</Link>
        </Button>
      )}
    </section>
  );
}
