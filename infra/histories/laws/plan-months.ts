import type Stripe from 'stripe';
import { boundary } from '../../local/stripe/billing/periods.ts';
import type { Known } from '../known.ts';
import { type Prices, soldAt } from '../offer.ts';

/** A month of a subscription that an invoice has paid for, at the level of its plan. */
export interface PaidMonth {
  subscriptionId: string;
  invoiceId: string;
  /** ISO. */
  startsAt: string;
  credits: number;
  /** Comes by the schedule, when it has begun. */
  isLater: boolean;
}

const isoOf = (seconds: number) => new Date(seconds * 1_000).toISOString();

const month = { interval: 'month', interval_count: 1 } as const;

export const subscriptionIdOf = ({ parent }: Stripe.Invoice): string => {
  const subscription = parent?.subscription_details?.subscription;
  return typeof subscription === 'object' ? subscription.id : (subscription ?? '');
};

const isPart = ({ parent }: Stripe.InvoiceLineItem): boolean =>
  Boolean(parent?.subscription_item_details?.proration ?? parent?.invoice_item_details?.proration);

/** Of part of a period, the invoice of the whole one tells when it began. */
function periodStartOf(line: Stripe.InvoiceLineItem, lines: Stripe.InvoiceLineItem[]): number {
  if (!isPart(line)) return line.period.start;
  const whole = lines.find((one) => !isPart(one) && one.period.end === line.period.end);
  return whole?.period.start ?? line.period.start;
}

function monthsOf(line: Stripe.InvoiceLineItem, lines: Stripe.InvoiceLineItem[], prices: Prices) {
  const price = line.pricing?.price_details?.price;
  const sold = soldAt(prices, typeof price === 'object' ? price?.id : price);
  if (!sold || line.amount <= 0) return [];
  const start = periodStartOf(line, lines);
  if (sold.interval === 'month') return [{ startsAt: isoOf(start), credits: sold.credits, isLater: false }];
  const starts = Array.from({ length: 12 }, (_, i) => boundary(start, month, i));
  const first = starts.findLastIndex((one) => one <= line.period.start);
  return starts.slice(first).map((one, i) => {
    return { startsAt: isoOf(one), credits: sold.credits, isLater: i > 0 };
  });
}

/** All months that are paid, by Stripe's own invoices. Amounts of lines are before discounts; a trial's is nothing. */
export function paidMonths({ invoices }: Known, prices: Prices): PaidMonth[] {
  const all = [...invoices.values()];
  const lines = Map.groupBy(
    all.flatMap((invoice) => invoice.lines.data.map((line) => ({ of: subscriptionIdOf(invoice), line }))),
    ({ of }) => of,
  );
  return all
    .filter(({ status }) => status === 'paid')
    .flatMap((invoice) => {
      const subscriptionId = subscriptionIdOf(invoice);
      const theirs = (lines.get(subscriptionId) ?? []).map(({ line }) => line);
      const months = invoice.lines.data.flatMap((line) => monthsOf(line, theirs, prices));
      return months.map((one) => ({ ...one, subscriptionId, invoiceId: invoice.id ?? '' }));
    });
}
