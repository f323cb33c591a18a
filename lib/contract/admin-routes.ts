import * as z from 'zod/mini';
import { adminEventRoutes } from './admin-event-routes.ts';
import { adminUserRoutes } from './admin-user-routes.ts';
import { isoTime, page } from './fields.ts';
import type { Route } from './route.ts';

const nullableText = z.nullable(z.string());

/** What admins do, and operators by `npm run admin`. */
export const adminActs = [
  'findUser',
  'lookAtUser',
  'grantCredits',
  'clawBackCredits',
  'revealEvent',
  'redriveEvent',
  'redriveEvents',
  'countMetrics',
  'makeAdmin',
  'endAdmin',
] as const;
export type AdminAct = (typeof adminActs)[number];

const auditEntry = z.object({
  id: z.string(),
  at: isoTime,
  /** A person's id, or `operator:<login>` of who ran a command. */
  who: z.string(),
  /** Of a person who still has an account. */
  whoEmail: nullableText,
  act: z.enum(adminActs),
  /** Whom or what it was about. */
  userId: nullableText,
  eventId: nullableText,
  credits: z.nullable(z.int()),
  /** Of how many events were put back. */
  events: z.nullable(z.int()),
  reason: nullableText,
  requestId: nullableText,
});

export type AuditEntry = z.output<typeof auditEntry>;

const revenue = z.object({
  currency: z.string(),
  /** Minor units paid for credits and products, and for invoices of subscriptions. */
  purchases: z.int(),
  subscriptions: z.int(),
  /** Of what was paid in this month, how much is back with the payers by now. */
  wentBack: z.int(),
});

const month = z.object({
  /** Of UTC, `2026-11`. */
  month: z.string(),
  revenue: z.array(revenue),
  subscriptionsAtStart: z.int(),
  subscriptionsStarted: z.int(),
  subscriptionsEnded: z.int(),
  trialsStarted: z.int(),
  creditsGranted: z.int(),
  creditsSpent: z.int(),
});

export const metrics = z.object({
  countedAt: isoTime,
  /** The last look at Stripe's invoices; null when payments are switched off or not set up. */
  invoicesCountedAt: z.nullable(isoTime),
  /** Every month since the first in which something happened. */
  months: z.array(month),
  plans: z.array(z.object({ tier: z.string(), active: z.int(), trialing: z.int(), pastDue: z.int() })),
  trials: z.object({ running: z.int(), started: z.int(), converted: z.int() }),
  /** Granted with purchases; taken back by refunds, disputes and admins; outstanding is what people still have. */
  credits: z.object({ granted: z.int(), spent: z.int(), takenBack: z.int(), outstanding: z.int() }),
});

export type Metrics = z.output<typeof metrics>;
export type MetricsMonth = Metrics['months'][number];

export const adminRoutes = {
  ...adminUserRoutes,
  ...adminEventRoutes,
  getMetrics: {
    method: 'GET',
    path: '/api/admin/metrics',
    servedBy: 'admin',
    caller: 'admin',
    summary: 'Revenue, subscriptions, trials and credits as counted last; null before the first count',
    response: z.object({ metrics: z.nullable(metrics) }),
  },
  countMetrics: {
    method: 'POST',
    path: '/api/admin/metrics/count',
    servedBy: 'admin',
    caller: 'admin',
    summary: 'Count them now; 409 when there is too much for one request, which the daily count takes',
    response: z.object({ metrics }),
  },
  listAudit: {
    method: 'GET',
    path: '/api/admin/audit',
    servedBy: 'admin',
    caller: 'admin',
    summary: 'Every act of an admin, newest first',
    query: page,
    response: z.object({ entries: z.array(auditEntry), nextCursor: nullableText }),
  },
} as const satisfies Record<string, Route>;
