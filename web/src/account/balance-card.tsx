import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { Credits } from '../../../lib/contract/billing-routes.ts';
import { buyingQuery, creditsQuery } from '../api/queries.ts';
import { buyPath, shortfallOf } from '../buy/shortfall.ts';
import { Banner } from '../components/banner.tsx';
import { Button } from '../components/button.tsx';
import { classNames } from '../components/class-names.ts';
import { Failure } from '../components/failure.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { credits, number } from '../format/credits.ts';

export function BalanceCard({ children }: { children?: ReactNode }) {
  const balance = useQuery(creditsQuery);
  const buying = useQuery(buyingQuery).data;
  const shortfall = balance.data ? shortfallOf(balance.data) : 0;
  return (
    <section aria-labelledby="balance" className="rounded-card border border-line bg-surface p-5 sm:p-6">
      {balance.isError ? (
        <Failure
          what="Your balance could not be loaded."
          error={balance.error}
          onRetry={() => balance.refetch()}
          busy={balance.isFetching}
        />
      ) : (
        <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-4">
          <div>
            <h2 id="balance" className="text-muted">
              Balance
            </h2>
            <div className="flex h-12 items-baseline gap-2">
              {balance.data ? (
                <Amount balance={balance.data} />
              ) : (
                <Skeleton className="mt-1 h-10 w-32 self-start" />
              )}
            </div>
          </div>
          {buying !== false && balance.data && !balance.data.unlimited && (
            <Button asChild look="primary">
              <Link to={buyPath(shortfall)}>Buy credits</Link>
            </Button>
          )}
        </div>
      )}
      {shortfall > 0 && <Shortfall shortfall={shortfall} />}
      {balance.data && balance.data.held > 0 && (
        <p className="mt-4 border-t border-line pt-4 text-muted tabular-nums">
          {number(balance.data.available)} available, {number(balance.data.held)} held by work that is still
          running
        </p>
      )}
      {children}
    </section>
  );
}

function Amount({ balance }: { balance: Credits }) {
  if (balance.unlimited) return <span className="text-2xl font-semibold tracking-tight">Unlimited</span>;
  return (
    <>
      <span
        className={classNames('text-2xl font-semibold tracking-tight', balance.balance < 0 && 'text-warn')}
      >
        {number(balance.balance)}
      </span>
      <span className="text-base text-muted">{Math.abs(balance.balance) === 1 ? 'credit' : 'credits'}</span>
    </>
  );
}

function Shortfall({ shortfall }: { shortfall: number }) {
  return (
    <Banner tone="warn" title={`You are ${credits(shortfall)} short.`} className="mt-4">
      A payment was refunded or disputed after its credits had been spent. Your next purchase fills this
      first; the rest of it is yours to spend.
    </Banner>
  );
}
