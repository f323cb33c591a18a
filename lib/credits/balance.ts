import * as z from 'zod/mini';
import { keys } from '../platform/keys.ts';
import type { Item, Table } from '../platform/table.ts';

const balanceItem = z.object({ available: z.int(), held: z.int(), version: z.int() });

/** `balance` = available + held = the sum of the person's ledger entries. `version` counts the entries. */
export interface Balance {
  balance: number;
  available: number;
  held: number;
  version: number;
}

export function parseBalance(item: Item | undefined): Balance {
  const { available, held, version } = item ? balanceItem.parse(item) : { available: 0, held: 0, version: 0 };
  return { balance: available + held, available, held, version };
}

export async function readBalance(table: Table, userId: string): Promise<Balance> {
  return parseBalance(await table.get(keys.balance(userId)));
}
