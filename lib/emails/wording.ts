import type { Catalog } from '../contract/catalog.ts';

/** "$5.00": mails are in English, whatever the currency. */
export function moneyText(cents: number, currency: string): string {
  const format = new Intl.NumberFormat('en-US', { style: 'currency', currency });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  return format.format(cents / 10 ** digits);
}

const digits = new Intl.NumberFormat('en-US');

/** Grouped, and with a real minus: "−1,075". */
export function numberText(value: number): string {
  return `${value < 0 ? '\u2212' : ''}${digits.format(Math.abs(value))}`;
}

/** "21 November 2026", in UTC: where the reader is, is not known. */
export function dateText(iso: string): string {
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(iso));
}

/** "1 credit", "25 credits": in the catalog's word. */
export function creditsText(count: number, { unit }: Pick<Catalog, 'unit'>): string {
  return `${numberText(count)} ${count === 1 ? unit.name : unit.plural}`;
}

/** Of credits that came just now. Below zero when an earlier payment went back after its credits were spent. */
export function availableSentence(available: number): string {
  return available < 0
    ? `They filled part of what was missing: your balance is still ${numberText(available)}.`
    : `You now have ${numberText(available)} to spend.`;
}

/** Why someone gets a mail about money. */
export const paymentFooter =
  'You receive this mail because of a payment on your Cue account. Answer it if something is not right.';

/** Why someone gets a mail about what their plan does. */
export const planFooter =
  'You receive this mail because of your plan at Cue. Answer it if something is not right.';
