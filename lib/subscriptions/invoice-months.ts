import type Stripe from 'stripe';
import type { Catalog, Plan } from '../contract/catalog.ts';
import { type Parked, parked } from '../events/outcome.ts';
import { planOfTier } from '../plans/catalog.ts';
import type { PlanPrice, PriceBook } from '../plans/price-book.ts';
import { epochSeconds, isoFromEpochSeconds } from '../platform/clock.ts';
import { isMissingAtStripe } from '../platform/stripe.ts';
import { addMonths, monthsBetween } from './months.ts';
import {
  type PlanLine,
  readInvoice,
  readPlanLines,
  type StripeInvoice,
  subscriptionOf,
} from './read-invoice.ts';

export interface InvoiceDeps {
  stripe(): Promise<Stripe>;
  prices: PriceBook;
  catalog: Catalog;
}

/** A month of a plan that an invoice pays for. */
export interface PaidMonth {
  plan: Plan;
  /** Of the period that Stripe bills: a month, or a year of twelve. */
  periodStart: string;
  periodEnd: string;
  interval: PlanPrice['interval'];
  /** Which month of the period, from 0; and when it begins. */
  index: number;
  monthStart: string;
  /** Paid by an upgrade, for the rest of the period. */
  isProration: boolean;
}

/** What a paid subscription invoice is for. A trial's costs nothing and pays for no month. */
export interface InvoiceFacts {
  invoice: StripeInvoice;
  subscriptionId: string;
  months: PaidMonth[];
  trial: Plan | undefined;
}

type Priced = PlanLine & PlanPrice & { plan: Plan };

type Shown = { id: string; lines: { data: readonly unknown[]; has_more: boolean } };

export type ReadInvoice =
  | { outcome: 'read'; facts: InvoiceFacts }
  /** For no subscription of Cue's, or not paid. */
  | { outcome: 'none'; why: string }
  | { outcome: 'parked'; parked: Parked };

type LoadedInvoice =
  | { outcome: 'loaded'; invoice: StripeInvoice; subscriptionId: string }
  | Exclude<ReadInvoice, { outcome: 'read' }>;

const parkedAs = (...why: Parameters<typeof parked>) =>
  ({ outcome: 'parked', parked: parked(...why) }) as const;

async function fetchInvoice(stripe: Stripe, invoiceId: string): Promise<unknown> {
  try {
    return await stripe.invoices.retrieve(invoiceId);
  } catch (cause) {
    if (isMissingAtStripe(cause)) return undefined;
    throw cause;
  }
}

/** An invoice shows its first ten lines. Undefined when one has a shape that is not known. */
async function allLines(stripe: Stripe, { id, lines }: Shown): Promise<PlanLine[] | undefined> {
  if (!lines.has_more) return readPlanLines(lines.data);
  const all: unknown[] = [];
  for await (const line of stripe.invoices.listLineItems(id, { limit: 100 })) all.push(line);
  return readPlanLines(all);
}

async function pricedLines(
  { prices, catalog }: InvoiceDeps,
  lines: PlanLine[],
): Promise<Priced[] | { unknownPrice: string }> {
  const priced: Priced[] = [];
  for (const line of lines) {
    const price = await prices.planOf(line.priceId);
    const plan = price && planOfTier(catalog, price.tier);
    if (!plan) return { unknownPrice: line.priceId };
    priced.push({ ...line, ...price, plan });
  }
  return priced;
}

/**
 * When the period began that a part of was paid. The part itself tells only when it ends: the subscription tells of the
 * period that it is in; of an earlier one, the invoice of the whole period does.
 */
async function periodStartOf(
  { stripe }: InvoiceDeps,
  subscriptionId: string,
  line: Priced,
): Promise<number | undefined> {
  if (!line.isProration) return line.startsAt;
  const client = await stripe();
  const { items } = await client.subscriptions.retrieve(subscriptionId);
  const current = items.data.find(({ current_period_end }) => current_period_end === line.endsAt);
  if (current) return current.current_period_start;
  for await (const { id, lines } of client.invoices.list({ subscription: subscriptionId, limit: 100 })) {
    const all = id ? await allLines(client, { id, lines }) : undefined;
    const whole = all?.find((one) => !one.isProration && one.endsAt === line.endsAt);
    if (whole) return whole.startsAt;
  }
  // A change of interval begins a period of its own, which Stripe may call a proration all the same.
  const end = isoFromEpochSeconds(line.endsAt);
  const wholePeriod = epochSeconds(new Date(addMonths(end, line.interval === 'year' ? -12 : -1)));
  return line.startsAt <= wholePeriod + 3 * 86_400 ? line.startsAt : undefined;
}

async function monthOf(
  deps: InvoiceDeps,
  subscriptionId: string,
  line: Priced,
): Promise<PaidMonth | undefined> {
  const start = await periodStartOf(deps, subscriptionId, line);
  if (start === undefined) return undefined;
  const periodStart = isoFromEpochSeconds(start);
  const index = line.interval === 'year' ? monthsBetween(periodStart, isoFromEpochSeconds(line.startsAt)) : 0;
  return {
    plan: line.plan,
    periodStart,
    periodEnd: isoFromEpochSeconds(line.endsAt),
    interval: line.interval,
    index,
    monthStart: addMonths(periodStart, index),
    isProration: line.isProration,
  };
}

/** What the invoice is for, whether or not it is paid. */
export async function factsOf(
  deps: InvoiceDeps,
  invoice: StripeInvoice,
  subscriptionId: string,
): Promise<Exclude<ReadInvoice, { outcome: 'none' }>> {
  const lines = await allLines(await deps.stripe(), invoice);
  if (!lines) return parkedAs('unreadable', `A line of ${invoice.id} has a shape that is not known`);
  const priced = await pricedLines(deps, lines);
  if ('unknownPrice' in priced)
    return parkedAs('unknown_price', `${invoice.id} is over ${priced.unknownPrice}`);
  const months: PaidMonth[] = [];
  for (const line of priced.filter(({ amountCents }) => amountCents > 0)) {
    const month = await monthOf(deps, subscriptionId, line);
    if (!month) return parkedAs('unreadable', `${invoice.id} is for part of a period that no invoice is for`);
    months.push(month);
  }
  const trial = priced.find(({ amountCents, isProration }) => amountCents === 0 && !isProration)?.plan;
  return { outcome: 'read', facts: { invoice, subscriptionId, months, trial } };
}

/** The invoice as Stripe has it now, whether or not it is paid, if it is for a subscription. */
export async function loadInvoice({ stripe }: InvoiceDeps, invoiceId: string): Promise<LoadedInvoice> {
  const object = await fetchInvoice(await stripe(), invoiceId);
  if (!object) return parkedAs('not_at_stripe', `Stripe knows no invoice ${invoiceId}`);
  const invoice = readInvoice(object);
  if (!invoice) return parkedAs('unreadable', 'The invoice has a shape that is not known');
  const subscriptionId = subscriptionOf(invoice);
  return subscriptionId
    ? { outcome: 'loaded', invoice, subscriptionId }
    : { outcome: 'none', why: `${invoiceId} is for no subscription` };
}

/**
 * What the invoice, as Stripe has it now, has paid for. Amounts of lines are before discounts, so a code over 100 %
 * pays like money does, and only a trial's line is over nothing.
 */
export async function paidFor(deps: InvoiceDeps, invoiceId: string): Promise<ReadInvoice> {
  const loaded = await loadInvoice(deps, invoiceId);
  if (loaded.outcome !== 'loaded') return loaded;
  const { invoice, subscriptionId } = loaded;
  if (invoice.status !== 'paid')
    return { outcome: 'none', why: `${invoiceId} is ${invoice.status}, not paid` };
  return factsOf(deps, invoice, subscriptionId);
}
