import * as z from 'zod/mini';
import { type Payment, paymentStatus } from '../contract/billing-routes.ts';
import type { Item } from '../platform/table.ts';

/**
 * Money that goes back: a refund that we give, or a dispute by which the bank takes. `pending`: not moved yet;
 * `taken`: the payer has it back, and its credits are clawed back; `returned`: it came back to us after all
 * (the refund failed, the dispute was won). It only moves on: to a later state, or to less that is taken.
 */
const reversal = z.object({
  kind: z.enum(['refund', 'dispute']),
  /** Of the whole refund or dispute. */
  amountCents: z.int(),
  /** What the payer has of it now: of a dispute that is lost after a partial refund, the bank returns that part. */
  takenCents: z.int(),
  state: z.enum(['pending', 'taken', 'returned']),
  /** Credits that this took from the balance, and gave back to it. */
  creditsTaken: z.optional(z.int()),
  creditsReturned: z.optional(z.int()),
});

export type Reversal = z.output<typeof reversal>;

const rank: Record<Reversal['state'], number> = { pending: 0, taken: 1, returned: 2 };

/** Whether Stripe tells something that has happened since what is known. */
export function isLater(
  told: Pick<Reversal, 'state' | 'takenCents'>,
  known: Pick<Reversal, 'state' | 'takenCents'>,
): boolean {
  if (told.state !== known.state) return rank[told.state] > rank[known.state];
  return told.takenCents < known.takenCents;
}

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
  /** Refunds and disputes by their Stripe id. */
  reversals: z._default(z.record(z.string(), reversal), {}),
  /** Of the granted credits, how many the reversals have taken back. */
  creditsClawedBack: z._default(z.int(), 0),
  /** Counts the changes of `reversals`. */
  reversalsVersion: z._default(z.int(), 0),
  createdAt: z.string(),
});

/** A payment row: an order from before its checkout session is made, and what became of it. */
export type PaymentItem = z.output<typeof paymentItem>;

export function parsePayment(item: Item): PaymentItem {
  return paymentItem.parse(item);
}

/** Cents that are back with the payer by refunds, or by disputes. */
export function takenCents({ reversals }: PaymentItem, kind: Reversal['kind']): number {
  return Object.values(reversals)
    .filter((one) => one.kind === kind)
    .reduce((sum, one) => sum + one.takenCents, 0);
}

/** Whether the payer has all of it back. */
export function isAllBack(payment: PaymentItem): boolean {
  const { amountPaidCents = 0 } = payment;
  const backCents = takenCents(payment, 'refund') + takenCents(payment, 'dispute');
  return amountPaidCents > 0 && backCents >= amountPaidCents;
}

export function paymentAnswer(item: PaymentItem): Payment {
  return {
    id: item.paymentId,
    description: item.description,
    amount: item.amountPaidCents ?? item.amountCents,
    currency: item.currency,
    status: item.status,
    credits_granted: item.creditsGranted ?? 0,
    amount_refunded: takenCents(item, 'refund'),
    amount_disputed: takenCents(item, 'dispute'),
    credits_clawed_back: item.creditsClawedBack,
    checkout_session_id: item.checkoutSessionId ?? null,
    created_at: item.createdAt,
  };
}
