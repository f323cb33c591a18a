import * as z from 'zod/mini';
import { keys, staffKeys } from '../platform/keys.ts';
import type { Item, Table, TransactionAction } from '../platform/table.ts';
import type { PaidMonth } from './invoice-months.ts';
import { addMonths } from './months.ts';

const paidYear = z.object({
  userId: z.string(),
  subscriptionId: z.string(),
  /** Which paid it, or its last upgrade: a refund of that takes its share of what is still to come. */
  invoiceId: z.string(),
  tier: z.string(),
  /** Each month's. */
  credits: z.int(),
  periodStart: z.string(),
  periodEnd: z.string(),
  /** The next month to grant, from 0. */
  nextMonth: z.int(),
});

/** A year that is paid at once, and whose credits come month by month. Listed by when the next is due. */
export type PaidYear = z.output<typeof paidYear>;

export const parsePaidYear = (item: Item): PaidYear => paidYear.parse(item);

export const dueAt = ({ periodStart, nextMonth }: PaidYear): string => addMonths(periodStart, nextMonth);

const keyOf = ({ userId, subscriptionId, periodStart }: PaidYear) =>
  keys.paidYear(userId, subscriptionId, periodStart);

/** On condition that the year is as it was read. */
const unchanged = (seen: PaidYear | undefined) =>
  seen
    ? {
        ConditionExpression: 'nextMonth = :month AND credits = :credits',
        ExpressionAttributeValues: { ':month': seen.nextMonth, ':credits': seen.credits },
      }
    : { ConditionExpression: 'attribute_not_exists(pk)' };

/** Keeps the year with its next month, or forgets it when that is beyond its end. */
export function keepYear(year: PaidYear, seen: PaidYear | undefined): TransactionAction[] {
  const key = keyOf(year);
  if (dueAt(year) >= year.periodEnd) return seen ? [{ Delete: { Key: key, ...unchanged(seen) } }] : [];
  const due = staffKeys.monthDue(dueAt(year), year.subscriptionId);
  return [{ Put: { Item: { ...key, ...year, ...due }, ...unchanged(seen) } }];
}

export async function readYear(table: Table, year: PaidYear): Promise<PaidYear | undefined> {
  const item = await table.get(keyOf(year));
  return item && parsePaidYear(item);
}

/**
 * Notes the months that are still to come of a year that an invoice has paid. An upgrade within the year raises what
 * they bring; the invoice of the year itself, told late, takes nothing back from that.
 */
export async function noteYear(
  table: Table,
  month: PaidMonth,
  owner: { userId: string; subscriptionId: string; invoiceId: string },
): Promise<TransactionAction[]> {
  if (month.interval !== 'year' || month.plan.credits === 0) return [];
  const { periodStart, periodEnd } = month;
  const told = { ...owner, tier: month.plan.tier, credits: month.plan.credits, periodStart, periodEnd };
  const year = { ...told, nextMonth: month.index + 1 };
  const seen = await readYear(table, year);
  if (!seen) return keepYear(year, undefined);
  return year.credits > seen.credits ? keepYear({ ...year, nextMonth: seen.nextMonth }, seen) : [];
}
