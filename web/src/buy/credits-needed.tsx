import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { buyingQuery, creditsQuery } from '../api/queries.ts';
import { Banner } from '../components/banner.tsx';
import { Button } from '../components/button.tsx';
import { credits, number } from '../format/credits.ts';
import { buyPath } from './shortfall.ts';

interface Props {
  /** What it was that could not be paid: "Nothing was generated." */
  what: string;
  cost: number;
  className?: string;
}

/** Where a 402 leads: what is needed, what is there, and buying with as many as are missing. */
export function CreditsNeeded({ what, cost, className }: Props) {
  const available = useQuery(creditsQuery).data?.available;
  const buying = useQuery(buyingQuery).data;
  const needed = `It takes ${credits(cost)}.`;
  return (
    <Banner tone="warn" title={what} className={className ?? ''}>
      <p>{available === undefined ? needed : `${needed} You have ${number(available)}.`}</p>
      {buying !== false && (
        <Button asChild look="primary" className="mt-3">
          <Link to={buyPath(cost - (available ?? 0))}>Buy credits</Link>
        </Button>
      )}
    </Banner>
  );
}
