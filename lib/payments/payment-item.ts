import * as z from 'zod/mini';
import { type Payment, paymentStatus } from '../contract/billing-routes.ts';
import type { Item } from '../platform/table.ts';

const paymentItem = z.object({
  userId: z.string(),
  paymentId: z.string(),
  status: paymentStatus,
  /** What the order buys, and for how much: written before checkout, never changed by an event. */
  credits: z.int(),
  description: z.string(),
  amountCents: z.int(),
  currency: z.string(),
  checkoutSessionId: z.optional(z.string()),
  /** Granted so far; absent until the money is there. */
  creditsGranted: z.optional(z.int()),
  /** What Stripe took, after discounts. */
  amountPaidCents: z.optional(z.int()),
  paidAt: z.optional(z.string()),
  createdAt: z.string(),
});

/** A payment row: an order from before its checkout session is made, and what became of it. */
export type PaymentItem = z.output<typeof paymentItem>;

export function parsePayment(item: Item): PaymentItem {
  return paymentItem.parse(item);
}

export function paymentAnswer(item: PaymentItem): Payment {
  return {
    id: item.paymentId,
    amount: item.amountPaidCents ?? item.amountCents,
    currency: item.currency,
    status: item.status,
    credits_granted: item.creditsGranted ?? 0,
    amount_refunded: 0,
    checkout_session_id: item.checkoutSessionId ?? null,
    created_at: item.createdAt,
  };
}
