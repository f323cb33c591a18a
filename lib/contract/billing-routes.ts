import * as z from 'zod/mini';
import { isoTime, page } from './fields.ts';
import type { Route } from './route.ts';

export const entryType = z.enum(['Purchase', 'Grant', 'Spend', 'Refund']);

const ledgerEntry = z.object({
  id: z.string(),
  type: entryType,
  credits_delta: z.int(),
  balance_after: z.int(),
  notes: z.string(),
  /** What caused the entry: kind (`checkout_session`), that object's id, and the Stripe event that told us. */
  source: z.object({ kind: z.string(), id: z.string(), event_id: z.nullable(z.string()) }),
  created_at: isoTime,
});

export type LedgerEntry = z.output<typeof ledgerEntry>;

/** `open`: at checkout; `processing`: paid by a slow method, money not there yet; the others are final. */
export const paymentStatus = z.enum(['open', 'processing', 'paid', 'failed', 'expired']);

const payment = z.object({
  id: z.string(),
  amount: z.int(),
  currency: z.string(),
  status: paymentStatus,
  credits_granted: z.int(),
  /** Cents that went back to the payer: by refunds, and by disputes that a bank has not given back. */
  amount_refunded: z.int(),
  amount_disputed: z.int(),
  /** Of `credits_granted`, how many refunds and disputes took back. */
  credits_clawed_back: z.int(),
  /** Lets the page that Stripe returns to find its payment. */
  checkout_session_id: z.nullable(z.string()),
  created_at: isoTime,
});

export type Payment = z.output<typeof payment>;

const credits = z.object({
  balance: z.int(),
  available: z.int(),
  held: z.int(),
  unlimited: z.boolean(),
  tier: z.string(),
});

export type Credits = z.output<typeof credits>;

const nextCursor = z.nullable(z.string());

export const billingRoutes = {
  getCredits: {
    method: 'GET',
    path: '/api/billing/credits',
    servedBy: 'billing',
    caller: 'user',
    summary: 'The balance: all credits, and of these what is available and what is held',
    response: credits,
  },
  listLedger: {
    method: 'GET',
    path: '/api/billing/ledger',
    servedBy: 'billing',
    caller: 'user',
    summary: 'Every movement of credits with its cause, newest first',
    query: page,
    response: z.object({ entries: z.array(ledgerEntry), next_cursor: nextCursor }),
  },
  listPayments: {
    method: 'GET',
    path: '/api/billing/payments',
    servedBy: 'billing',
    caller: 'user',
    summary: 'Payments, newest first',
    query: page,
    response: z.object({ payments: z.array(payment), next_cursor: nextCursor }),
  },
} as const satisfies Record<string, Route>;
