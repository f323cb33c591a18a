import * as z from 'zod/mini';
import { ledgerEntry, payment } from './billing-routes.ts';
import { isoTime, page, plainText } from './fields.ts';
import type { Route } from './route.ts';

const nullableText = z.nullable(z.string());

const foundUser = z.object({
  id: z.string(),
  /** Null for who signs in by the token of another front end, which vouched for none. */
  email: z.nullable(z.string()),
  firstName: nullableText,
  lastName: nullableText,
  isAdmin: z.boolean(),
  createdAt: isoTime,
});

export type FoundUser = z.output<typeof foundUser>;

const subscription = z.object({
  id: z.string(),
  tier: z.string(),
  interval: z.enum(['month', 'year']),
  /** Stripe's own word. */
  status: z.string(),
  amount: z.int(),
  currency: z.string(),
  createdAt: isoTime,
  currentPeriodEnd: isoTime,
  cancelAt: z.nullable(isoTime),
  endedAt: z.nullable(isoTime),
  trialEnd: z.nullable(isoTime),
  /** Of one that was paid beside another: which one stays. */
  duplicateOf: nullableText,
});

export type AdminSubscription = z.output<typeof subscription>;

/** As the person's own statement has it; of an admin's entry also whose it is. */
const adminEntry = z.extend(ledgerEntry, { by: nullableText });
export type AdminEntry = z.output<typeof adminEntry>;

const balance = z.object({ balance: z.int(), available: z.int(), held: z.int() });

const person = z.object({
  user: z.extend(foundUser, { companyName: nullableText, stripeCustomerId: nullableText }),
  /** What the plan gives now. */
  plan: z.object({
    tier: z.string(),
    name: z.string(),
    unlimited: z.boolean(),
    graceUntil: z.nullable(isoTime),
  }),
  balance,
  /** As the person's own billing routes answer it, a page at a time. */
  ledger: z.object({ entries: z.array(adminEntry), next_cursor: nullableText }),
  /** The newest hundred. */
  payments: z.array(payment),
  /** All that the person ever had, the newest first. */
  subscriptions: z.array(subscription),
});

export type AdminPerson = z.output<typeof person>;

const userNotFound = 'User not found';
const params = z.object({
  id: z.string().check(z.regex(/^usr_[0-9A-HJKMNP-TV-Z]{26}$/, { error: userNotFound })),
});

const search = z.object({
  q: z
    .string({ error: 'Must be an address or an id' })
    .check(z.trim(), z.minLength(1, { error: 'Must not be empty' }), z.maxLength(320, { error: 'Too long' })),
});

const mostCredits = 1_000_000;
const creditsFault = 'Credits must be a whole number other than 0, at most 1,000,000 either way';

const adjustment = z.object({
  /** Granted above zero, clawed back below. */
  credits: z.int({ error: creditsFault }).check(
    z.refine((credits: number) => credits !== 0 && Math.abs(credits) <= mostCredits, {
      error: creditsFault,
    }),
  ),
  /** The person reads it in their statement. */
  reason: plainText(200).check(z.minLength(1, { error: 'Reason must not be empty' })),
});

export const adminUserRoutes = {
  findUsers: {
    method: 'GET',
    path: '/api/admin/users',
    servedBy: 'admin',
    caller: 'admin',
    summary: 'Find a person by address, by id, or by customer at Stripe',
    query: search,
    response: z.object({ users: z.array(foundUser) }),
  },
  lookAtUser: {
    method: 'GET',
    path: '/api/admin/users/{id}',
    servedBy: 'admin',
    caller: 'admin',
    summary: 'A person: plan, balance, a page of the ledger, payments and subscriptions',
    params,
    query: page,
    response: person,
  },
  adjustCredits: {
    method: 'POST',
    path: '/api/admin/users/{id}/credits',
    servedBy: 'admin',
    caller: 'admin',
    summary: 'Grant credits, or claw back: never more than are available',
    params,
    body: adjustment,
    response: z.object({ balance, entry: z.omit(adminEntry, { balance_after: true }) }),
    idempotent: true,
  },
} as const satisfies Record<string, Route>;
