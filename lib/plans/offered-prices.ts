import { setTimeout as sleep } from 'node:timers/promises';
import type { Catalog } from '../contract/catalog.ts';
import type { Clock } from '../platform/clock.ts';
import { keptFor } from '../platform/kept-for.ts';
import type { Log } from '../platform/log.ts';
import type { PlanPrice, PriceBook } from './price-book.ts';

/** Ids of the prices that are sold, as far as they are known: for people who look, so it neither fails nor waits. */
export type OfferedPrices = () => Promise<ReadonlyMap<string, string>>;

// What cannot be known is asked for again after this time, not by each visitor.
const maxAgeMs = 60_000;
// The plans are shown without ids rather than late.
const patienceMs = 1_000;
// So that only one visitor in this time waits that long.
const lateMaxAgeMs = 5_000;

export const priceKey = ({ tier, interval }: PlanPrice): string => `${tier} ${interval}`;

export function createOfferedPrices(
  prices: PriceBook,
  { plans }: Catalog,
  { clock, log }: { clock: Clock; log: Log },
): OfferedPrices {
  const listed = plans.flatMap(({ tier, prices: own }) => own.map(({ interval }) => ({ tier, interval })));
  const known = keptFor(maxAgeMs, clock, async () => {
    const answers = await Promise.allSettled(listed.map(({ tier, interval }) => prices.idOf(tier, interval)));
    const missing = answers.filter(({ status }) => status === 'rejected').length;
    if (missing > 0) log.warn('Plans are shown without some price ids', { missing });
    return new Map(
      listed.flatMap((price, index): [string, string][] => {
        const answer = answers[index];
        return answer?.status === 'fulfilled' && answer.value ? [[priceKey(price), answer.value]] : [];
      }),
    );
  });
  return keptFor(lateMaxAgeMs, clock, () =>
    Promise.race([known(), sleep(patienceMs, new Map<string, string>(), { ref: false })]),
  );
}
