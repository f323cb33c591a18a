import { describe, expect, it } from '@jest/globals';
import type { Payment } from '../../../lib/contract/billing-routes.ts';
import { paymentOf } from '../testing/payment.ts';
import { nextPollMs, progressOf } from './payment-progress.ts';

const payment = (status: Payment['status'], checkout_session_id: string | null = 'cs_mine'): Payment =>
  paymentOf({ status, checkout_session_id, credits_granted: status === 'paid' ? 25 : 0 });

const seen = (elapsedMs: number, payments?: Payment[], failed = false) =>
  progressOf({ sessionId: 'cs_mine', elapsedMs, payments, failed }).kind;

describe('the page that Stripe returns to', () => {
  it.each(['paid', 'processing', 'failed', 'expired'] as const)(
    'says at once that a payment is %s',
    (status) => {
      expect(seen(0, [payment('paid', 'cs_other'), payment(status)])).toBe(status);
    },
  );

  it('believes the payment, never the return: an open one is not paid', () => {
    expect(seen(0, [payment('open')])).toBe('checking');
    expect(seen(2_000, [payment('open')])).toBe('waiting');
    expect(seen(60_000, [payment('open')])).toBe('late');
  });

  it("does not take another session's payment for this one", () => {
    expect(seen(2_000, [payment('paid', 'cs_other'), payment('paid', null)])).toBe('notFound');
  });

  it('waits two seconds before it says that there is no such payment', () => {
    expect(seen(1_999, [])).toBe('checking');
    expect(seen(2_000, [])).toBe('notFound');
  });

  it('tells a failed look-up from a missing payment', () => {
    expect(seen(2_000, undefined, true)).toBe('unreachable');
    expect(seen(2_000, [payment('open')], true)).toBe('waiting');
    expect(seen(2_000, undefined)).toBe('checking');
  });
});

describe('asking again', () => {
  it('is quick at first, slower later, and ends', () => {
    expect(nextPollMs({ kind: 'checking' }, 0)).toBe(250);
    expect(nextPollMs({ kind: 'waiting' }, 2_000)).toBe(1_000);
    expect(nextPollMs({ kind: 'late' }, 60_000)).toBe(5_000);
    expect(nextPollMs({ kind: 'late' }, 600_000)).toBe(false);
  });

  it.each(['paid', 'failed', 'expired'] as const)('stops when a payment is %s', (kind) => {
    expect(nextPollMs({ kind, payment: payment(kind) }, 0)).toBe(false);
  });

  it('goes on while a bank is sending the money', () => {
    const processing = { kind: 'processing', payment: payment('processing') } as const;
    expect(nextPollMs(processing, 5_000)).toBe(3_000);
    expect(nextPollMs(processing, 60_000)).toBe(15_000);
  });
});
