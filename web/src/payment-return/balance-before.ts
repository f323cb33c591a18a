import type { LedgerEntry, Payment } from '../../../lib/contract/billing-routes.ts';

/**
 * What was available before this payment's credits came, below zero perhaps; the same as now when it is not the
 * newest entry of the ledger, as the balance has moved by other causes since. Refunds have their time in whole
 * seconds and may stand below their purchase: one is known by the payment itself.
 */
export function balanceBefore(payment: Payment, available: number, newest: LedgerEntry | undefined): number {
  const isNewest = newest?.source.id === payment.checkout_session_id && payment.credits_clawed_back === 0;
  return newest && isNewest ? available - newest.credits_delta : available;
}
