import { type ActiveDiscount, discountAmounts } from '../billing/active-discounts.ts';
import { total } from '../checkout/amounts.ts';
import type { StoredInvoice } from '../objects/invoice.ts';
import { type DiscountAmount, type LineFields, newLine, type StoredLine } from '../objects/invoice-line.ts';

/** The lines of an invoice with what discounts take off them. */
export function discountedLines(
  invoice: string,
  fields: LineFields[],
  active: ActiveDiscount[],
): StoredLine[] {
  const discountable = fields.map((line) => (line.discountable && line.amount > 0 ? line.amount : 0));
  const perLine = discountAmounts(discountable, active);
  return fields.map((line, index) => ({
    ...newLine(invoice, line),
    discount_amounts: perLine[index] ?? [],
    pretax_credit_amounts: (perLine[index] ?? []).map((one) => ({ ...one, type: 'discount' as const })),
  }));
}

export function totalsOf(lines: StoredLine[]) {
  const subtotal = total(lines.map((line) => line.amount));
  const off = sumsByDiscount(lines.flatMap((line) => line.discount_amounts));
  const due = subtotal - total(off.map((one) => one.amount));
  return {
    subtotal,
    total: due,
    total_discount_amounts: off,
    total_pretax_credit_amounts: off.map((one) => ({ ...one, type: 'discount' as const })),
  } satisfies Partial<StoredInvoice>;
}

function sumsByDiscount(amounts: DiscountAmount[]): DiscountAmount[] {
  const byDiscount = Object.entries(Object.groupBy(amounts, (one) => one.discount));
  return byDiscount.map(([discount, some = []]) => ({
    amount: total(some.map((one) => one.amount)),
    discount,
  }));
}
