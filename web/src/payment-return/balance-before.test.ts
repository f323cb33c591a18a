import { expect, it } from '@jest/globals';
import type { LedgerEntry } from '../../../lib/contract/billing-routes.ts';
import { paymentOf } from '../testing/payment.ts';
import { balanceBefore } from './balance-before.ts';

const payment = paymentOf({ checkout_session_id: 'cs_mine' });

const entry = (credits_delta: number, sourceId: string): LedgerEntry => ({
  id: 'ent_1',
  type: 'Purchase',
  credits_delta,
  balance_after: 5,
  notes: 'One-time purchase: 25 credits',
  source: { kind: 'checkout_session', id: sourceId, event_id: 'evt_1' },
  created_at: '2026-11-20T14:03:00.000Z',
});

it('counts up from below zero when that is where the balance was', () => {
  expect(balanceBefore(payment, 5, entry(25, 'cs_mine'))).toBe(-20);
  expect(balanceBefore(payment, 30, entry(25, 'cs_mine'))).toBe(5);
});

it('does not make up a debt when the credits were spent or taken back since', () => {
  expect(balanceBefore(payment, 5, entry(-20, 'spd_1'))).toBe(5);
  expect(balanceBefore(payment, 0, undefined)).toBe(0);
  const refunded = { ...payment, amount_refunded: 500, credits_clawed_back: 25 };
  expect(balanceBefore(refunded, 5, entry(25, 'cs_mine'))).toBe(5);
});
