import type { Payment } from '../../../lib/contract/billing-routes.ts';

/** 25 credits, paid, as the API lists them; a test names what is otherwise. */
export const paymentOf = <Fields extends Partial<Payment>>(fields: Fields) => ({
  id: 'ord_1',
  description: '25 credits',
  amount: 500,
  currency: 'usd',
  status: 'paid' as const,
  credits_granted: 25,
  amount_refunded: 0,
  amount_disputed: 0,
  credits_clawed_back: 0,
  checkout_session_id: 'cs_mine',
  created_at: '2026-11-20T14:03:00.000Z',
  ...fields,
});
