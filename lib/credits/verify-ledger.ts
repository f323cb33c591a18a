import { holdPrefix, ledgerPrefix } from '../platform/keys.ts';
import type { Item } from '../platform/table.ts';
import { parseBalance } from './balance.ts';
import { parseEntry } from './entry.ts';
import { parseHold } from './hold-item.ts';

export interface LedgerDifference {
  userPartition: string;
  /** What the balance item says. */
  balance: number;
  /** What the entries add up to. */
  entriesSum: number;
  /** Of the balance, what is held, and what open holds keep. */
  held: number;
  openHolds: number;
  /** How many changes the balance has counted, beside how many entries there are. */
  version: number;
  entries: number;
}

/** Adds up every user's entries and open holds beside the balance item, over all items of the table in any order. */
export function ledgerAudit() {
  const users = new Map<string, LedgerDifference>();
  const userAt = (userPartition: string) => {
    const user = users.get(userPartition) ?? {
      userPartition,
      balance: 0,
      entriesSum: 0,
      held: 0,
      openHolds: 0,
      version: 0,
      entries: 0,
    };
    users.set(userPartition, user);
    return user;
  };
  return {
    add(item: Item): void {
      const [pk, sk] = [String(item.pk), String(item.sk)];
      if (sk === 'BALANCE') {
        const { balance, held, version } = parseBalance(item);
        Object.assign(userAt(pk), { balance, held, version });
      } else if (sk.startsWith(holdPrefix)) {
        const { status, heldCredits } = parseHold(item);
        if (status === 'open') userAt(pk).openHolds += heldCredits;
      } else if (sk.startsWith(ledgerPrefix)) {
        const user = userAt(pk);
        user.entriesSum += parseEntry(item).creditsDelta;
        user.entries += 1;
      }
    },
    result(): { users: number; entries: number; differences: LedgerDifference[] } {
      const all = [...users.values()];
      return {
        users: all.length,
        entries: all.reduce((sum, user) => sum + user.entries, 0),
        differences: all.filter(
          ({ balance, entriesSum, held, openHolds }) => balance !== entriesSum || held !== openHolds,
        ),
      };
    },
  };
}
