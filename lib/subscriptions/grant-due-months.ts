import { type PaymentItem, parsePayment, takenCents } from '../payments/payment-item.ts';
import { keys, staffKeys } from '../platform/keys.ts';
import type { Log } from '../platform/log.ts';
import type { Outside } from '../platform/outside.ts';
import { listed } from '../platform/staff-index.ts';
import type { Table, TransactionAction } from '../platform/table.ts';
import { dueAt, keepYear, type PaidYear, parsePaidYear, readYear, sharesOf } from './paid-year.ts';
import { monthCause, reachLevel } from './reach-level.ts';
import { isFinal, parseSubscriptionRow } from './subscription-item.ts';

export interface DueMonthsDeps {
  table: Table;
  outside: Outside;
  log: Log;
}

/** The years whose next month is due by now, from the staff index. */
async function* yearsDue(table: Table, now: Date): AsyncGenerator<PaidYear> {
  // A `~` comes after every character of an id.
  const { staffPk, staffSk } = staffKeys.monthDue(now.toISOString(), '~');
  for await (const item of listed(table, staffPk, staffSk)) yield parsePaidYear(item);
}

/**
 * Whether the month is no longer this year's to bring: the subscription was over before it began, or bills another
 * period by then. One that had begun is still to come. The row may lag behind Stripe by a moment.
 */
async function isOver(table: Table, year: PaidYear): Promise<boolean> {
  const item = await table.get(keys.subscription(year.userId, year.subscriptionId));
  const row = item && parseSubscriptionRow(item);
  if (!row) return false;
  if (isFinal(row)) return row.endedAt === null || row.endedAt <= dueAt(year);
  return row.currentPeriodStart > year.periodStart && row.currentPeriodStart <= dueAt(year);
}

interface MonthToCome {
  /** What refunds of the year's invoices leave of a month. */
  credits: number;
  /** On each payment: that a month was granted, and how much of it was kept back; or that nothing of it went back. */
  noted: TransactionAction[];
  /** Which invoice brings how much of it. */
  parts: { invoiceId: string; credits: number }[];
}

/** A refund tells its share of what was granted: months that come later count as granted, and as taken back in part. */
function noteOnPayment(payment: PaymentItem, full: number, withheld: number): TransactionAction {
  const { reversalsVersion: version } = payment;
  return {
    Update: {
      Key: keys.payment(payment.userId, payment.paymentId),
      UpdateExpression:
        'SET creditsGranted = :granted, creditsClawedBack = :clawedBack, reversalsVersion = :next',
      ConditionExpression:
        version === 0 ? 'attribute_not_exists(reversalsVersion)' : 'reversalsVersion = :version',
      ExpressionAttributeValues: {
        ':granted': (payment.creditsGranted ?? 0) + full,
        ':clawedBack': payment.creditsClawedBack + withheld,
        ':next': version + 1,
        ...(version === 0 ? {} : { ':version': version }),
      },
    },
  };
}

/** On condition that nothing of the payment has gone back meanwhile. */
const stillWhole = (userId: string, invoiceId: string): TransactionAction => ({
  ConditionCheck: {
    Key: keys.payment(userId, invoiceId),
    ConditionExpression: 'attribute_not_exists(pk)',
  },
});

async function shareToCome(
  table: Table,
  userId: string,
  { invoiceId, credits }: { invoiceId: string; credits: number },
): Promise<{ kept: number; noted: TransactionAction }> {
  const item = await table.get(keys.payment(userId, invoiceId));
  if (!item) return { kept: credits, noted: stillWhole(userId, invoiceId) };
  const payment = parsePayment(item);
  const paid = payment.amountPaidCents ?? payment.amountCents;
  const back = Math.min(takenCents(payment, 'refund') + takenCents(payment, 'dispute'), paid);
  const kept = paid === 0 ? credits : Math.round((credits * (paid - back)) / paid);
  return { kept, noted: noteOnPayment(payment, credits, credits - kept) };
}

async function monthToCome(table: Table, year: PaidYear): Promise<MonthToCome> {
  const month: MonthToCome = { credits: 0, noted: [], parts: [] };
  for (const share of sharesOf(year)) {
    const { kept, noted } = await shareToCome(table, year.userId, share);
    month.credits += kept;
    month.noted.push(noted);
    month.parts.push({ invoiceId: share.invoiceId, credits: kept });
  }
  return month;
}

/** Another run, an upgrade or a refund came first: year and payment are to be read again. */
class Moved extends Error {}

async function grantNext({ table }: DueMonthsDeps, year: PaidYear): Promise<number> {
  const { userId, subscriptionId, tier, nextMonth } = year;
  const monthStart = dueAt(year);
  const { credits, noted, parts } = await monthToCome(table, year);
  const month = { userId, subscriptionId, monthStart, credits };
  const entry = {
    cause: monthCause(subscriptionId),
    causedAt: monthStart,
    notes: `Monthly ${tier} subscription credits`,
    sourceKind: 'invoice',
    sourceId: parts[0]?.invoiceId ?? year.parts[0]?.invoiceId ?? '',
    eventId: null,
    parts,
  };
  let isFirst = true;
  return reachLevel(table, month, entry, async () => {
    if (!isFirst) throw new Moved();
    isFirst = false;
    return [...noted, ...keepYear({ ...year, nextMonth: nextMonth + 1 }, year)];
  });
}

/** Whether this run has granted it. */
async function isGranted(deps: DueMonthsDeps, year: PaidYear): Promise<boolean> {
  try {
    await grantNext(deps, year);
    return true;
  } catch (cause) {
    if (cause instanceof Moved) return false;
    throw cause;
  }
}

async function forget({ table }: DueMonthsDeps, year: PaidYear): Promise<void> {
  await table.remove({ Key: keys.paidYear(year.userId, year.subscriptionId, year.periodStart) });
}

// Each try loses only to another write of the same person's.
const attempts = 12;

/** Grants all months of a year that are due by now; answers how many. */
async function catchUp(deps: DueMonthsDeps, listed: PaidYear): Promise<number> {
  const now = deps.outside.clock.now().toISOString();
  let months = 0;
  let lost = 0;
  // The index lags a moment behind the table.
  for (let year = await readYear(deps.table, listed); year && dueAt(year) <= now; ) {
    if (await isOver(deps.table, year)) {
      await forget(deps, year);
      return months;
    }
    if (await isGranted(deps, year)) months += 1;
    else lost += 1;
    if (lost === attempts) throw new Error(`The credits of ${year.userId} kept changing`);
    year = await readYear(deps.table, year);
  }
  return months;
}

/**
 * The hourly run: the months of paid years that have begun. One that fails does not hold up the others; it is tried
 * again by the next run, and the run ends as failed, which alarms.
 */
export async function grantDueMonths(deps: DueMonthsDeps): Promise<{ months: number }> {
  let months = 0;
  const faults: unknown[] = [];
  for await (const year of yearsDue(deps.table, deps.outside.clock.now())) {
    try {
      months += await catchUp(deps, year);
    } catch (fault) {
      const { userId, subscriptionId } = year;
      deps.log.error('A month that was paid for could not be granted', { userId, subscriptionId }, fault);
      faults.push(fault);
    }
  }
  deps.log.info('Granted the months that were due', { months });
  if (faults.length > 0) throw new AggregateError(faults, `${faults.length} paid years could not be granted`);
  return { months };
}
