import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { balanceQuery, buyingQuery, plansQuery } from '../api/queries.ts';
import { Banner } from '../components/banner.tsx';
import { credits } from '../format/credits.ts';

/** At the catalog's threshold; below zero the balance itself says more. */
export function LowBalanceNotice() {
  const balance = useQuery(balanceQuery).data;
  const costs = useQuery(plansQuery).data?.costs;
  const buying = useQuery(buyingQuery).data;
  if (!balance?.low || balance.balance < 0) return null;
  return (
    <Banner
      tone="warn"
      title={balance.balance === 0 ? 'No credits left.' : `${credits(balance.balance)} left.`}
    >
      {costs &&
        `Generating a workflow takes ${credits(costs.generate)}, exporting one ${credits(costs.export)}.`}{' '}
      {buying !== false && (
        <Link to="/credits" className="link">
          Buy credits
        </Link>
      )}
    </Banner>
  );
}
