import type { Instrument } from '../objects/payment-method.ts';
import type { RefundCourse } from '../objects/refund.ts';
import type { JobKind } from '../schedule.ts';

/** Real debits take days. Three seconds are enough to see the page say "pending" first. */
export const SETTLES_AFTER_SECONDS = 3;

export interface BankDebit {
  method: string;
  title: string;
  /** What happens by itself; null waits for `POST /_sim/payments/<id>/settle`. */
  settles: JobKind | null;
  /** How its refunds go, for which banks take days too. */
  refunds: RefundCourse;
}

export const bankDebits: BankDebit[] = [
  {
    method: 'async',
    title: `Bank debit, paid after ${SETTLES_AFTER_SECONDS} seconds`,
    settles: 'settleAsSucceeded',
    refunds: 'succeeds later',
  },
  {
    method: 'async_fails',
    title: `Bank debit, fails after ${SETTLES_AFTER_SECONDS} seconds`,
    settles: 'settleAsFailed',
    refunds: 'succeeds later',
  },
  { method: 'async_waits', title: 'Bank debit, settled by hand', settles: null, refunds: 'waits' },
];

export const bankInstrument: Instrument = {
  type: 'us_bank_account',
  bankName: 'STRIPE TEST BANK',
  last4: '6789',
  fingerprint: 'FpTestBank006789',
  routingNumber: '110000000',
};
