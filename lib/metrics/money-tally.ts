import type { MetricsMonth } from '../contract/admin-routes.ts';
import { type PaymentItem, takenCents } from '../payments/payment-item.ts';
import { monthOf } from './months.ts';

type Revenue = MetricsMonth['revenue'][number];
type Part = Exclude<keyof Revenue, 'currency'>;

/** Adds up amounts by the month in which they were paid, and by currency. */
export function moneyTally() {
  const months = new Map<string, Map<string, Revenue>>();

  function add(month: string, currency: string, part: Part, cents: number): void {
    if (cents === 0) return;
    const currencies = months.get(month) ?? new Map<string, Revenue>();
    const sums = currencies.get(currency) ?? { currency, purchases: 0, subscriptions: 0, wentBack: 0 };
    months.set(month, currencies.set(currency, { ...sums, [part]: sums[part] + cents }));
  }

  return {
    add,
    /** An order counts as a purchase; of an invoice's row, which is there once money went back, only that. */
    addPayment(payment: PaymentItem): void {
      const { status, paidAt, amountPaidCents = 0, currency, paymentId } = payment;
      if (status !== 'paid' || paidAt === undefined) return;
      const month = monthOf(paidAt);
      if (paymentId.startsWith('ord_')) add(month, currency, 'purchases', amountPaidCents);
      const backCents = takenCents(payment, 'refund') + takenCents(payment, 'dispute');
      add(month, currency, 'wentBack', Math.min(backCents, amountPaidCents));
    },
    months: (): string[] => [...months.keys()],
    inMonth: (month: string): Revenue[] =>
      [...(months.get(month)?.values() ?? [])].sort((a, b) => (a.currency < b.currency ? -1 : 1)),
  };
}

export type MoneyTally = ReturnType<typeof moneyTally>;
