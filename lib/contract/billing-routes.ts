import * as z from 'zod/mini';
import { isoTime, page } from './fields.ts';
import type { Route } from './route.ts';

export const entryType = z.enum(['Purchase', 'Grant', 'Spend', 'Refund']);

export const ledgerEntry = z.object({
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

export const payment = z.object({
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
  reason: z.string({ error: 'Reason must be a text' }).check(
    z.trim(),
    z.minLength(1, { error: 'Reason must not be empty' }),
    z.maxLength(200, { error: 'Reason must be at most 200 characters' }),
    // DynamoDB takes no half of a character.
    z.refine((text: string) => text.isWellFormed(), { error: 'Reason must be well-formed text' }),
  ),
});

const spent = z.object({
  balance: z.int(),
  available: z.int(),
  entry: z.omit(ledgerEntry, { balance_after: true }),
});

/** `settled`: what was used is spent, the rest is available again; `released` and `expired`: all of it is. */
export const holdStatus = z.enum(['open', 'settled', 'released', 'expired']);

const hold = z.object({ id: z.string(), credits: z.int(), status: holdStatus, expires_at: isoTime });
export type Hold = z.output<typeof hold>;

const { credits: creditCount, reason } = spendCredits.shape;
/** 0 settles a hold of which nothing was used. */
const settledCount = z
  .int({ error: ({ code }) => spendFault[code === 'too_big' ? code : 'invalid_type'] })
  .check(
    z.minimum(0, { error: 'Credits must be at least 0' }),
    z.maximum(1_000_000, { error: spendFault.too_big }),
  );
const secondsFault = {
  too_small: 'expires_in_seconds must be at least 1',
  too_big: 'expires_in_seconds must be at most 86400',
  invalid_type: 'expires_in_seconds must be a whole number',
};

const newHold = z.object({
  credits: creditCount,
  reason,
  expires_in_seconds: z._default(
    z
      .int({
        error: ({ code }) => secondsFault[code === 'too_small' || code === 'too_big' ? code : 'invalid_type'],
      })
      .check(
        z.minimum(1, { error: secondsFault.too_small }),
        z.maximum(86_400, { error: secondsFault.too_big }),
      ),
    900,
  ),
});

const holdNotFound = 'Hold not found';
const holdParams = z.object({
  id: z.string().check(z.regex(/^hld_[0-9A-HJKMNP-TV-Z]{26}$/, { error: holdNotFound })),
});

const day = z.iso.date({ error: 'Must be a date, 2026-11-21 say' });
const usageQuery = z.object({
  /** Both days are included; the last thirty days unless said. */
  from: z.optional(day),
  to: z.optional(day),
  group_by: z._default(z.enum(['day', 'action'], { error: 'Must be day or action' }), 'day'),
});

const usage = z.object({
  from: z.iso.date(),
  to: z.iso.date(),
  totals: z.object({ credits: z.int(), requests: z.int(), generations: z.int(), exports: z.int() }),
  series: z.array(
    z.object({
      date: z.optional(z.iso.date()),
      action: z.optional(z.string()),
      credits: z.int(),
      requests: z.int(),
    }),
  ),
});
export type Usage = z.output<typeof usage>;

const ledgerQuery = z.extend(page, {
  type: z.optional(z.enum(entryType.options, { error: `Must be one of ${entryType.options.join(', ')}` })),
  /** Days in UTC, both included. */
  from: z.optional(day),
  to: z.optional(day),
});
export type LedgerQuery = z.output<typeof ledgerQuery>;

const balance = z.object({
  balance: z.int(),
  available: z.int(),
  held: z.int(),
  unlimited: z.boolean(),
  /** Below the catalog's threshold, of somebody who had credits before and pays for what they use. */
  low: z.boolean(),
  /** All entries of each type added up, which is the balance; null where they were not counted from the first on. */
  sums: z.nullable(z.object({ purchased: z.int(), granted: z.int(), spent: z.int(), refunded: z.int() })),
  /** Of what was granted: by the plan for the month that runs, and when that began. */
  plan_credits: z.nullable(z.object({ credits: z.int(), since: isoTime })),
});
export type BalanceAnswer = z.output<typeof balance>;

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
  getBalance: {
    method: 'GET',
    path: '/api/billing/balance',
    servedBy: 'billing',
    caller: 'user',
    keyScope: 'billing:read',
    summary: 'What the balance is made of: all that was bought, granted, spent and taken back',
    response: balance,
  },
  listLedger: {
    method: 'GET',
    path: '/api/billing/ledger',
    servedBy: 'billing',
    caller: 'user',
    keyScope: 'billing:read',
    summary:
      'Every movement of credits with its cause, newest first; of a type or of days if asked for. A page may hold fewer than the limit, and the next more',
    query: ledgerQuery,
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
  holdCredits: {
    method: 'POST',
    path: '/api/billing/holds',
    servedBy: 'billing',
    caller: 'user',
    keyScope: 'billing:spend',
    summary: 'Set credits aside for something that is about to be done; 402 when too few are available',
    body: newHold,
    response: hold,
    idempotent: true,
  },
  settleHold: {
    method: 'POST',
    path: '/api/billing/holds/{id}/settle',
    servedBy: 'billing',
    caller: 'user',
    keyScope: 'billing:spend',
    summary: 'Spend what was used of a hold, up to all of it; the rest is available again',
    params: holdParams,
    body: z.object({ credits: settledCount }),
    response: hold,
    idempotent: true,
  },
  releaseHold: {
    method: 'POST',
    path: '/api/billing/holds/{id}/release',
    servedBy: 'billing',
    caller: 'user',
    keyScope: 'billing:spend',
    summary: 'Give up a hold: all of it is available again',
    params: holdParams,
    response: hold,
    idempotent: true,
  },
  getUsage: {
    method: 'GET',
    path: '/api/billing/usage',
    servedBy: 'billing',
    caller: 'user',
    keyScope: 'billing:read',
    summary: 'Credits and requests by day or by action',
    query: usageQuery,
    response: usage,
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
