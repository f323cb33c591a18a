import type Stripe from 'stripe';
import { isoFromEpochSeconds } from '../platform/clock.ts';
import { dateText, moneyText } from './wording.ts';

/** A paid invoice with all of its lines, as Stripe has it now. */
export interface WholeInvoice {
  invoice: Stripe.Invoice;
  lines: Stripe.InvoiceLineItem[];
}

const sum = (amounts: number[]): number => amounts.reduce((total, amount) => total + amount, 0);

/** Before discounts and tax. Nothing for a trial, below zero for credit that a smaller plan leaves. */
export const grossCents = ({ lines }: WholeInvoice): number => sum(lines.map(({ amount }) => amount));

/** What it is for. Its own `period_start` and `period_end` tell when its items came together. */
export function servicePeriod({ lines }: WholeInvoice): { start: string; end: string } | undefined {
  const charged = lines.filter(({ amount }) => amount > 0);
  if (charged.length === 0) return undefined;
  return {
    start: isoFromEpochSeconds(Math.min(...charged.map(({ period }) => period.start))),
    end: isoFromEpochSeconds(Math.max(...charged.map(({ period }) => period.end))),
  };
}

/** "−$1.00": with a real minus. */
function signedText(cents: number, currency: string): string {
  return cents < 0 ? `\u2212${moneyText(-cents, currency)}` : moneyText(cents, currency);
}

/** Rows whose amounts add up to the last one, whatever the invoice holds. */
function amountRows(whole: WholeInvoice): [string, string][] {
  const { total, amount_due, amount_paid, currency, total_discount_amounts } = whole.invoice;
  const discount = -sum((total_discount_amounts ?? []).map(({ amount }) => amount));
  const tax = total - grossCents(whole) - discount;
  const parts: [string, number][] = [
    ['Discount', discount],
    ['Tax', tax],
    // Credit that the customer had at Stripe; or an amount too small to charge, which waits for the next invoice.
    [amount_due < total ? 'Credit from before' : 'Carried over', amount_due - total],
  ];
  return [
    ...whole.lines.map(({ description, amount }): [string, string] => [
      description ?? 'Plan',
      signedText(amount, currency),
    ]),
    ...parts.flatMap(([label, cents]): [string, string][] =>
      cents === 0 ? [] : [[label, signedText(cents, currency)]],
    ),
    ['Total paid', moneyText(amount_paid, currency)],
  ];
}

export function receiptRows(whole: WholeInvoice): [string, string][] {
  const { id, number, created, status_transitions } = whole.invoice;
  const paidAt = isoFromEpochSeconds(status_transitions.paid_at ?? created);
  const period = servicePeriod(whole);
  return [
    ['Receipt', number ?? id ?? ''],
    ['Date', dateText(paidAt)],
    ...(period
      ? ([['Period', `${dateText(period.start)} to ${dateText(period.end)}`]] as [string, string][])
      : []),
    ...amountRows(whole),
  ];
}
