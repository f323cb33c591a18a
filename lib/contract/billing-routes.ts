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
  /** What was bought: `25 credits`. */
  description: z.string(),
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

// Integers beyond the safe range are too small or too big before any limit of ours is asked.
const spendFault = {
  too_small: 'Credits must be at least 1',
  too_big: 'Credits must be at most 1,000,000',
  invalid_type: 'Credits must be a whole number',
};

const spendCredits = z.object({
  credits: z
    .int({
      error: ({ code }) => spendFault[code === 'too_small' || code === 'too_big' ? code : 'invalid_type'],
    })
    .check(
      z.minimum(1, { error: spendFault.too_small }),
      z.maximum(1_000_000, { error: spendFault.too_big }),
    ),
  reason: z
    .string({ error: 'Reason must be a text' })
    .check(
      z.trim(),
      z.minLength(1, { error: 'Reason must not be empty' }),
      z.maxLength(200, { error: 'Reason must be at most 200 characters' }),
    ),
});

const spent = z.object({
  balance: z.int(),
  available: z.int(),
  entry: z.omit(ledgerEntry, { balance_after: true }),
});

const nextCursor = z.nullable(z.string());

export const billingRoutes = {
  getCredits: {
    method: 'GET',
    path: '/api/billing/credits',
    servedBy: 'billing',
    caller: 'user',
    keyScope: 'billing:read',
    summary: 'The balance: all credits, and of these what is available and what is held',
    response: credits,
  },
  listLedger: {
    method: 'GET',
    path: '/api/billing/ledger',
    servedBy: 'billing',
    caller: 'user',
    keyScope: 'billing:read',
    summary: 'Every movement of credits with its cause, newest first',
    query: page,
    response: z.object({ entries: z.array(ledgerEntry), next_cursor: nextCursor }),
  },
  spendCredits: {
    method: 'POST',
    path: '/api/billing/spend',
    servedBy: 'billing',
    caller: 'user',
    keyScope: 'billing:spend',
    summary: 'Spend credits; 402 when too few are available',
    body: spendCredits,
    response: spent,
    idempotent: true,
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
