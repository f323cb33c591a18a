import * as z from 'zod/mini';
import { keys, staffKeys } from '../platform/keys.ts';
import type { Item, Table, TransactionAction } from '../platform/table.ts';
import type { PaidMonth } from './invoice-months.ts';
import { addMonths } from './months.ts';

/** What one invoice paid of the year: the year itself, or an upgrade within it. */
const yearPart = z.object({
  invoiceId: z.string(),
  /** The credits that each month reaches with it. */
  credits: z.int(),
  /** Paid for a plan without a limit: no more credits come then. */
  unlimited: z.boolean(),
  /** From which month on, counted from 0. */
  fromMonth: z.int(),
});

const paidYear = z.object({
  userId: z.string(),
  subscriptionId: z.string(),
  /** Of the plan that was paid for last. */
  tier: z.string(),
  /** The lowest level first: each brings what it has above the one before. */
  parts: z.array(yearPart).check(z.minLength(1)),
  periodStart: z.string(),
  periodEnd: z.string(),
  /** The next month to grant, from 0. */
  nextMonth: z.int(),
  /** Counts the changes. */
  version: z.int(),
});

/** A year that is paid at once, and whose credits come month by month. Listed by when the next is due. */
export type PaidYear = z.output<typeof paidYear>;

export const parsePaidYear = (item: Item): PaidYear => paidYear.parse(item);

export const dueAt = ({ periodStart, nextMonth }: PaidYear): string => addMonths(periodStart, nextMonth);

/** What each invoice brings to the next month: an upgrade what it has above the plan before. */
export function sharesOf({ parts, nextMonth }: PaidYear): { invoiceId: string; credits: number }[] {
  const begun = parts.filter(({ fromMonth }) => fromMonth <= nextMonth);
  if (begun.some(({ unlimited }) => unlimited)) return [];
  return begun.map(({ invoiceId, credits }, i) => ({
    invoiceId,
    credits: credits - (begun[i - 1]?.credits ?? 0),
  }));
}

const keyOf = ({
  userId,
  subscriptionId,
  periodStart,
}: Pick<PaidYear, 'userId' | 'subscriptionId' | 'periodStart'>) =>
  keys.paidYear(userId, subscriptionId, periodStart);

/** On condition that the year is as it was read. */
const unchanged = (seen: PaidYear | undefined) =>
  seen
    ? { ConditionExpression: 'version = :seen', ExpressionAttributeValues: { ':seen': seen.version } }
    : { ConditionExpression: 'attribute_not_exists(pk)' };

/** Keeps the year with its next month, or forgets it when that is beyond its end. */
export function keepYear(year: PaidYear, seen: PaidYear | undefined): TransactionAction[] {
  const key = keyOf(year);
  if (dueAt(year) >= year.periodEnd) return seen ? [{ Delete: { Key: key, ...unchanged(seen) } }] : [];
  const due = staffKeys.monthDue(dueAt(year), year.subscriptionId);
  const version = (seen?.version ?? 0) + 1;
  return [{ Put: { Item: { ...key, ...year, version, ...due }, ...unchanged(seen) } }];
}

export async function readYear(
  table: Table,
  year: Pick<PaidYear, 'userId' | 'subscriptionId' | 'periodStart'>,
): Promise<PaidYear | undefined> {
  const item = await table.get(keyOf(year));
  return item && parsePaidYear(item);
}

/**
 * Notes the months that are still to come of a year that an invoice has paid. Told in any order, and however often, the
 * year has a part for each of its invoices.
 */
export async function noteYear(
  table: Table,
  month: PaidMonth,
  { invoiceId, ...owner }: { userId: string; subscriptionId: string; invoiceId: string },
): Promise<TransactionAction[]> {
  const { plan, interval, periodStart, periodEnd, index } = month;
  if (interval !== 'year' || (plan.credits === 0 && !plan.unlimited)) return [];
  const seen = await readYear(table, { ...owner, periodStart });
  if (seen?.parts.some((part) => part.invoiceId === invoiceId)) return [];
  const part = { invoiceId, credits: plan.credits, unlimited: plan.unlimited, fromMonth: index };
  const parts = [...(seen?.parts ?? []), part].sort((a, b) => a.credits - b.credits);
  const isHighest = parts.at(-1) === part || part.unlimited;
  const tier = isHighest ? plan.tier : (seen?.tier ?? plan.tier);
  // The year itself, told after an upgrade within it, has the months before that still to come.
  const nextMonth = Math.min(seen?.nextMonth ?? index + 1, month.isProration ? 12 : index + 1);
  return keepYear({ ...owner, periodStart, periodEnd, parts, tier, nextMonth, version: 0 }, seen);
}
