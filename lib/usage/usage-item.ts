import * as z from 'zod/mini';
import type { Item } from '../platform/table.ts';
import { creditsOf, doneOf, requestsByKey, requestsOf } from './usage-day.ts';

/** The counts carry the name of their action in their own; minutes and expiry are beside them. */
const usageItem = z.looseObject({
  sk: z.string().check(z.regex(/^DAY#\d{4}-\d\d-\d\d$/)),
  demos: z._default(z.int(), 0),
});

export interface DayOfUsage {
  date: string;
  requests: ReadonlyMap<string, number>;
  credits: ReadonlyMap<string, number>;
  done: ReadonlyMap<string, number>;
  /** By the id of the API key that called. */
  byKey: ReadonlyMap<string, number>;
  /** Generations that the day's allowance paid for. */
  demos: number;
}

/** Those whose name begins so, by what follows. */
function countsIn(item: Item, prefix: string): Map<string, number> {
  const named = Object.entries(item).filter(([name]) => name.startsWith(prefix));
  return new Map(named.map(([name, count]) => [name.slice(prefix.length), z.int().parse(count)]));
}

export function parseUsageDay(item: Item): DayOfUsage {
  const { sk, demos } = usageItem.parse(item);
  return {
    date: sk.slice('DAY#'.length),
    requests: countsIn(item, requestsOf('')),
    credits: countsIn(item, creditsOf('')),
    done: countsIn(item, doneOf('')),
    byKey: countsIn(item, requestsByKey('')),
    demos,
  };
}

export const doneIn = ({ done }: DayOfUsage, action: string): number => done.get(action) ?? 0;
