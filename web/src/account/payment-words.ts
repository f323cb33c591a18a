import type { Payment } from '../../../lib/contract/billing-routes.ts';
import type { ShownPayment } from '../api/shown-payments.ts';
import type { Tone } from '../components/tag.tsx';
import { credits } from '../format/credits.ts';
import { money } from '../format/money.ts';

export interface PaymentState {
  words: string;
  tone: Tone;
}

const unpaid: Record<Exclude<ShownPayment['status'], 'paid'>, PaymentState> = {
  processing: { words: 'On its way', tone: 'attention' },
  failed: { words: 'Did not go through', tone: 'bad' },
};

/** Where a payment's money is. A dispute outweighs a refund beside it: it may yet be decided. */
export function paymentState(payment: ShownPayment): PaymentState {
  const { status, amount, amount_refunded, amount_disputed } = payment;
  if (status !== 'paid') return unpaid[status];
  if (amount_disputed > 0) return { words: 'Disputed', tone: 'attention' };
  if (amount_refunded === 0) return { words: 'Paid', tone: 'good' };
  return { words: amount_refunded < amount ? 'Refunded in part' : 'Refunded', tone: 'neutral' };
}

/**
 * What of a payment went back: `$2.00 refunded`, `10 credits taken back`. Of a dispute it is not known whether the
 * bank still decides or has decided, so the words hold for both.
 */
export function wentBack(payment: Payment, locale?: string): string[] {
  const { currency, amount_refunded, amount_disputed, credits_clawed_back } = payment;
  return [
    amount_refunded > 0 && `${money(amount_refunded, currency, locale)} refunded`,
    amount_disputed > 0 &&
      `${money(amount_disputed, currency, locale)} disputed: your bank has taken it back`,
    credits_clawed_back > 0 && `${credits(credits_clawed_back, locale)} taken back`,
  ].filter((part) => part !== false);
}
