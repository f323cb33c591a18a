import * as z from 'zod/mini';
import { keys } from '../platform/keys.ts';
import type { Item, Table } from '../platform/table.ts';

const sum = z._default(z.int(), 0);
const balanceItem = z.object({ available: z.int(), held: z.int(), version: z.int() });
const sumsItem = z.object({ purchased: sum, granted: sum, spent: sum, refunded: sum });

/** `balance` = available + held = the sum of the person's ledger entries. `version` counts the entries. */
export interface Balance {
  balance: number;
  available: number;
  held: number;
  version: number;
}

/** The entries of each type added up. */
export type Sums = z.output<typeof sumsItem>;

/** Undefined where they are not the balance: they were not counted from the first entry on. */
export function parseSums(item: Item | undefined): Sums | undefined {
  const sums = sumsItem.parse(item ?? {});
  const { purchased, granted, spent, refunded } = sums;
  return purchased + granted + spent + refunded === parseBalance(item).balance ? sums : undefined;
}

export function parseBalance(item: Item | undefined): Balance {
  const { available, held, version } = item ? balanceItem.parse(item) : { available: 0, held: 0, version: 0 };
  return { balance: available + held, available, held, version };
}

export async function readBalance(table: Table, userId: string): Promise<Balance> {
  return parseBalance(await table.get(keys.balance(userId)));
}
