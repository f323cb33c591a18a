import type { Metrics } from '../contract/admin-routes.ts';
import { parseBalance } from '../credits/balance.ts';
import type { Entry } from '../credits/entry.ts';
import type { Item } from '../platform/table.ts';
import { monthOf } from './months.ts';

interface Month {
  creditsGranted: number;
  creditsSpent: number;
}

/** Adds up entries and balances. What is bought or granted is granted, what a refund or an admin took is taken back. */
export function creditTally() {
  const months = new Map<string, Month>();
  const all: Metrics['credits'] = { granted: 0, spent: 0, takenBack: 0, outstanding: 0 };
  return {
    addBalance(item: Item): void {
      all.outstanding += parseBalance(item).balance;
    },
    addEntry({ type, creditsDelta, causedAt }: Entry): void {
      const month = months.get(monthOf(causedAt)) ?? { creditsGranted: 0, creditsSpent: 0 };
      months.set(monthOf(causedAt), month);
      if (type === 'Spend') {
        all.spent -= creditsDelta;
        month.creditsSpent -= creditsDelta;
      } else if (type === 'Refund') all.takenBack -= creditsDelta;
      else {
        all.granted += creditsDelta;
        month.creditsGranted += creditsDelta;
      }
    },
    months: (): string[] => [...months.keys()],
    inMonth: (month: string): Month => months.get(month) ?? { creditsGranted: 0, creditsSpent: 0 },
    all: () => all,
  };
}
