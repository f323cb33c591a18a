import { useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { Link } from 'react-router';
import { buyingQuery, creditsQuery } from '../api/queries.ts';
import { Skeleton } from '../components/skeleton.tsx';
import { credits } from '../format/credits.ts';

const shape =
  'flex h-9 items-center gap-1.5 rounded-input border border-line bg-surface px-3 pointer-coarse:h-10';

/** The balance wherever one is; it opens buying, as long as there is buying. */
export function BalanceChip() {
  const balance = useQuery(creditsQuery);
  const buying = useQuery(buyingQuery);
  if (balance.isError) return null;
  const text = balance.data && (balance.data.unlimited ? 'Unlimited' : credits(balance.data.available));
  const content = text ?? <Skeleton className="h-4 w-16" />;
  const to = buying.data === false ? '/account' : '/credits';
  return (
    <Link
      to={to}
      className={`${shape} font-semibold tabular-nums transition-colors duration-150 hover:border-control`}
      title={to === '/credits' ? 'Buy credits' : 'Your balance'}
    >
      <span className="sr-only">Balance: </span>
      {content}
      {to === '/credits' && <Plus className="size-3.5 text-accent" strokeWidth={2.5} aria-hidden="true" />}
    </Link>
  );
}
