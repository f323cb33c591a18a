import { useQuery } from '@tanstack/react-query';
import { creditsQuery } from '../api/queries.ts';
import { Banner } from '../components/banner.tsx';
import { credits, number } from '../format/credits.ts';
import { shortfallOf } from './shortfall.ts';

interface Props {
  /** NaN or out of range while something else is typed. */
  count: number;
  valid: boolean;
}

/** For someone whose balance is below zero: what this purchase leaves to spend, before it is paid. */
export function AfterPurchase({ count, valid }: Props) {
  const balance = useQuery(creditsQuery).data;
  if (balance === undefined || shortfallOf(balance) === 0) return null;
  return (
    <Banner tone="warn" title={`Your balance is ${number(balance.available)}.`}>
      {valid ? afterwards(balance.available + count) : 'Your next purchase fills that first.'}
    </Banner>
  );
}

function afterwards(available: number): string {
  return `After this purchase: ${credits(available)}${available < 0 ? ', still below zero' : ''}.`;
}
