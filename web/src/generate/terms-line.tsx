import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { buyingQuery } from '../api/queries.ts';
import { buyPath } from '../buy/shortfall.ts';
import { Skeleton } from '../components/skeleton.tsx';
import { type Terms, termsWords } from './terms.ts';

interface Props {
  id: string;
  /** Undefined while it is looked up, null where that failed. */
  terms: Terms | null | undefined;
}

/** What it will cost and what is left, said before. */
export function TermsLine({ id, terms }: Props) {
  const buying = useQuery(buyingQuery).data;
  if (terms === undefined) return <Skeleton className="h-5 w-52" />;
  if (terms === null) return <p id={id} />;
  return (
    <p id={id} className="text-muted tabular-nums">
      {termsWords(terms)}
      {terms.kind === 'short' && buying !== false && (
        <>
          {' '}
          <Link to={buyPath(terms.cost - terms.available)} className="link">
            Buy credits
          </Link>
        </>
      )}
    </p>
  );
}
