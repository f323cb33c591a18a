import { useQuery } from '@tanstack/react-query';
import { Plus, TriangleAlert } from 'lucide-react';
import { Link } from 'react-router';
import { buyingQuery, creditsQuery } from '../api/queries.ts';
import { buyPath, shortfallOf } from '../buy/shortfall.ts';
import { classNames } from '../components/class-names.ts';
import { Skeleton } from '../components/skeleton.tsx';
import { credits } from '../format/credits.ts';

const shape =
  'flex h-9 items-center gap-1.5 rounded-input border px-3 font-semibold tabular-nums transition-colors duration-150 hover:border-control pointer-coarse:h-10';
const looks = {
  usual: 'border-line bg-surface',
  short: 'border-warn/35 bg-warn-soft text-warn',
} as const;

/** The balance wherever one is; it opens buying, as long as there is buying. */
export function BalanceChip() {
  const balance = useQuery(creditsQuery);
  const buying = useQuery(buyingQuery);
  if (balance.isError) return null;
  const text = balance.data && (balance.data.unlimited ? 'Unlimited' : credits(balance.data.available));
  const content = text ?? <Skeleton className="h-4 w-16" />;
  const shortfall = balance.data ? shortfallOf(balance.data) : 0;
  // Without a limit there is nothing to buy more of.
  const canBuy = buying.data !== false && !balance.data?.unlimited;
  return (
    <Link
      to={canBuy ? buyPath(shortfall) : '/account'}
      className={classNames(shape, shortfall > 0 ? looks.short : looks.usual)}
      title={canBuy ? 'Buy credits' : 'Your balance'}
    >
      {shortfall > 0 && <TriangleAlert className="size-4" aria-hidden="true" />}
      <span className="sr-only">Balance: </span>
      {content}
      {canBuy && <Plus className="size-3.5 text-accent" strokeWidth={2.5} aria-hidden="true" />}
    </Link>
  );
}
