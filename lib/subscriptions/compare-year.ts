import { parsePayment, takenCents } from '../payments/payment-item.ts';
import { keys } from '../platform/keys.ts';
import type { Table } from '../platform/table.ts';
import type { InvoiceFacts, PaidMonth } from './invoice-months.ts';
import { addMonths } from './months.ts';
import { dueAt, readYear } from './paid-year.ts';
import { monthCause } from './reach-level.ts';
import { isFinal, parseSubscriptionRow } from './subscription-item.ts';

// The schedule runs hourly; a month that has just begun is on its way.
const graceMs = 2 * 3_600_000;

interface Year {
  userId: string;
  facts: InvoiceFacts;
  month: PaidMonth;
}

/** All of it has gone back, or its subscription was over before the month began: no month was due. */
async function isNothingDue(table: Table, { userId, facts }: Year, start: string): Promise<boolean> {
  const [payment, subscription] = await table.getAll([
    keys.payment(userId, facts.invoice.id),
    keys.subscription(userId, facts.subscriptionId),
  ]);
  const row = subscription && parseSubscriptionRow(subscription);
  if (row && isFinal(row) && (row.endedAt === null || row.endedAt <= start)) return true;
  const paid = payment && parsePayment(payment);
  if (!paid) return false;
  return (
    takenCents(paid, 'refund') + takenCents(paid, 'dispute') >= (paid.amountPaidCents ?? paid.amountCents)
  );
}

async function isMissing(table: Table, year: Year, start: string): Promise<boolean> {
  const { userId, facts } = year;
  const entry = await table.get(keys.ledgerEntry(userId, start, monthCause(facts.subscriptionId)));
  return !entry && !(await isNothingDue(table, year, start));
}

/** Whether a month of a paid year that has begun has brought nothing, though something was due. */
export async function lacksMonths(table: Table, year: Year, now: Date): Promise<boolean> {
  const { userId, facts, month } = year;
  if (month.interval !== 'year' || month.plan.credits === 0) return false;
  const due = new Date(now.getTime() - graceMs).toISOString();
  const { subscriptionId } = facts;
  const listed = await readYear(table, { userId, subscriptionId, periodStart: month.periodStart });
  if (listed && dueAt(listed) > due) return false;
  for (let index = month.index + 1; index < 12; index += 1) {
    const start = addMonths(month.periodStart, index);
    if (start > due) return false;
    if (await isMissing(table, year, start)) return true;
  }
  return false;
}
