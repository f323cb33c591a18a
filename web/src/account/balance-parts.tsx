import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { BalanceAnswer } from '../../../lib/contract/billing-routes.ts';
import { balanceQuery } from '../api/queries.ts';
import { classNames } from '../components/class-names.ts';
import { Failure } from '../components/failure.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { Words } from '../components/words.tsx';
import { number, signed } from '../format/credits.ts';
import { at, phrase } from '../format/phrase.ts';

/** What the balance is made of, as a sum that comes out: all that ever came in and went out. */
export function BalanceParts() {
  const balance = useQuery(balanceQuery);
  if (balance.isError && !balance.data)
    return (
      <Failure
        what="What your balance is made of could not be loaded."
        error={balance.error}
        onRetry={() => balance.refetch()}
        busy={balance.isFetching}
        className="mt-4 border-t border-line pt-4"
      />
    );
  if (!balance.data)
    return (
      <div role="status" className="mt-4 border-t border-line pt-4">
        <span className="sr-only">Loading what your balance is made of</span>
        <Skeleton className="h-24" />
      </div>
    );
  const { sums } = balance.data;
  if (!sums || Object.values(sums).every((sum) => sum === 0)) return null;
  return <Parts parts={balance.data} sums={sums} />;
}

interface Props {
  parts: BalanceAnswer;
  sums: NonNullable<BalanceAnswer['sums']>;
}

function Parts({ parts: { balance, plan_credits }, sums }: Props) {
  return (
    <dl aria-label="What your balance is made of" className="mt-4 border-t border-line pt-4 tabular-nums">
      <Part name="Bought" value={signed(sums.purchased)} />
      <Part
        name="Granted by plans, trials and gifts"
        value={signed(sums.granted)}
        more={plan_credits && <PlanMonth {...plan_credits} />}
      />
      {sums.refunded !== 0 && (
        <Part name="Taken back by refunds and disputes" value={signed(sums.refunded)} />
      )}
      <Part name="Spent" value={signed(sums.spent)} />
      <Part name="Balance" value={number(balance)} isTotal />
    </dl>
  );
}

function PlanMonth({ credits, since }: { credits: number; since: string }) {
  return <Words>{phrase`of it ${number(credits)} for the month since ${at(since)}`}</Words>;
}

interface PartProps {
  name: string;
  value: string;
  more?: ReactNode;
  isTotal?: boolean;
}

function Part({ name, value, more, isTotal = false }: PartProps) {
  return (
    <div
      className={classNames(
        'flex items-baseline justify-between gap-6 py-1',
        isTotal && 'mt-1 border-t border-line pt-2 font-semibold',
      )}
    >
      <dt className={isTotal ? '' : 'text-muted'}>
        {name}
        {more && <span className="block text-xs">{more}</span>}
      </dt>
      <dd>{value}</dd>
    </div>
  );
}
