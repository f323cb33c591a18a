import { type Entry, parseEntry } from '../credits/entry.ts';
import { NotYet } from '../events/outcome.ts';
import { type FoundOrder, type Missing, missing } from '../payments/order-found.ts';
import { parsePayment } from '../payments/payment-item.ts';
import { isoFromEpochSeconds } from '../platform/clock.ts';
import { keys } from '../platform/keys.ts';
import type { Item, Table } from '../platform/table.ts';
import { monthEntry, upgradeCause } from './grant-invoice.ts';
import { type InvoiceDeps, type InvoiceFacts, type PaidMonth, paidFor } from './invoice-months.ts';
import { addMonths } from './months.ts';
import { monthCause, reachedLevel } from './reach-level.ts';

export type InvoicePaymentDeps = InvoiceDeps & { table: Table };

/**
 * Whether the invoice's credits, as far as it is due any, have been granted: its entry is there, whatever the catalog
 * says of the plan by now, or the month had reached as much before.
 */
export async function isGranted(table: Table, userId: string, facts: InvoiceFacts): Promise<boolean> {
  for (const paid of facts.months) {
    const { monthStart, plan } = paid;
    const { causedAt, cause } = monthEntry(facts, paid, null);
    if (await table.get(keys.ledgerEntry(userId, causedAt, cause))) continue;
    const month = { userId, subscriptionId: facts.subscriptionId, monthStart, credits: plan.credits };
    if (plan.credits > (await reachedLevel(table, month))) return false;
  }
  return true;
}

/** Where the entries stand that an invoice can have caused: of a year, one for each month that is left of it. */
function entryKeys(userId: string, { invoice, subscriptionId }: InvoiceFacts, month: PaidMonth) {
  const monthsOfPeriod = month.interval === 'year' ? 12 : 1;
  const starts = Array.from({ length: monthsOfPeriod - month.index }, (_, i) =>
    addMonths(month.periodStart, month.index + i),
  );
  return [
    ...starts.map((start) => keys.ledgerEntry(userId, start, monthCause(subscriptionId))),
    keys.ledgerEntry(
      userId,
      isoFromEpochSeconds(invoice.created),
      upgradeCause(invoice.id, month.monthStart),
    ),
  ];
}

/** What of an entry an invoice has brought. */
function shareIn({ parts, sourceId, creditsDelta }: Entry, invoiceId: string): number {
  if (!parts) return sourceId === invoiceId ? creditsDelta : 0;
  return parts.find((part) => part.invoiceId === invoiceId)?.credits ?? 0;
}

/** All that an invoice has brought so far. */
export async function creditsGrantedBy(table: Table, userId: string, facts: InvoiceFacts): Promise<number> {
  const wanted = new Map(
    facts.months.flatMap((month) => entryKeys(userId, facts, month)).map((key) => [key.sk, key]),
  );
  const items = await table.getAll([...wanted.values()]);
  return items
    .flatMap((item) => (item ? [parseEntry(item)] : []))
    .reduce((sum, entry) => sum + shareIn(entry, facts.invoice.id), 0);
}

async function rowOf(table: Table, userId: string, facts: InvoiceFacts): Promise<Item> {
  const { invoice, months, trial } = facts;
  const plan = months.at(-1)?.plan ?? trial;
  const credits = await creditsGrantedBy(table, userId, facts);
  const createdAt = isoFromEpochSeconds(invoice.created);
  return {
    ...keys.payment(userId, invoice.id),
    userId,
    paymentId: invoice.id,
    status: 'paid',
    credits,
    description: plan ? `${plan.name} plan` : 'your plan',
    amountCents: invoice.amount_paid,
    amountPaidCents: invoice.amount_paid,
    currency: invoice.currency,
    creditsGranted: credits,
    paidAt: createdAt,
    createdAt,
  };
}

type FoundInvoice = { outcome: 'found'; userId: string; facts: InvoiceFacts } | Missing;

/** Throws `NotYet` while the invoice's credits are on their way. */
async function grantedInvoice(deps: InvoicePaymentDeps, invoiceId: string): Promise<FoundInvoice> {
  const { table } = deps;
  const read = await paidFor(deps, invoiceId);
  if (read.outcome === 'parked') return { outcome: 'missing', parked: read.parked };
  if (read.outcome === 'none') return missing('unknown_payment', read.why);
  const { facts } = read;
  const customer = facts.invoice.customer && (await table.get(keys.customer(facts.invoice.customer)));
  if (!customer || typeof customer.userId !== 'string')
    return missing('unknown_customer', `No user has the customer of ${invoiceId}`);
  const { userId } = customer;
  if (!(await isGranted(table, userId, facts)))
    throw new NotYet(`The credits of ${invoiceId} are on their way`);
  return { outcome: 'found', userId, facts };
}

/**
 * The payment row of a subscription's invoice, made when money of it goes back: most never need one. Throws `NotYet`
 * while the invoice's credits are on their way.
 */
export async function paymentOfInvoice(deps: InvoicePaymentDeps, invoiceId: string): Promise<FoundOrder> {
  const { table } = deps;
  const invoice = await grantedInvoice(deps, invoiceId);
  if (invoice.outcome === 'missing') return invoice;
  const { userId, facts } = invoice;
  const key = keys.payment(userId, invoiceId);
  if (!(await table.get(key))) {
    const ConditionExpression = 'attribute_not_exists(pk)';
    await table.put({ Item: await rowOf(table, userId, facts), ConditionExpression });
  }
  return { outcome: 'found', order: parsePayment((await table.get(key)) ?? {}) };
}

/** The same for who only looks: a row that is not there is not made. */
export async function lookUpPaymentOfInvoice(
  deps: InvoicePaymentDeps,
  invoiceId: string,
): Promise<FoundOrder> {
  const { table } = deps;
  const invoice = await grantedInvoice(deps, invoiceId);
  if (invoice.outcome === 'missing') return invoice;
  const { userId, facts } = invoice;
  const item = await table.get(keys.payment(userId, invoiceId));
  return { outcome: 'found', order: parsePayment(item ?? (await rowOf(table, userId, facts))) };
}
