import type { Page } from '@playwright/test';
import type { InboxEvent } from '../../lib/contract/admin-event-routes.ts';
import type { Metrics } from '../../lib/contract/admin-routes.ts';
import { adminEmail, signInAsAdmin } from './admin.ts';
import { daysFromNow } from './mocked-plan.ts';
import { buy25 } from './money-back.ts';
import type { Scene } from './pages.ts';

const event = (fields: Partial<InboxEvent>): InboxEvent => ({
  id: 'evt_1SbQ2c9Lr4Tn8Vb1Kd5Ws3Fp',
  type: 'checkout.session.completed',
  objectId: 'cs_test_a1B2c3D4e5F6g7H8i9J0',
  livemode: false,
  apiVersion: '2026-10-28.endive',
  createdAt: daysFromNow(-0.1),
  arrivedAt: daysFromNow(-0.1),
  state: 'done',
  words: '25 credits granted to usr_01K; receipt sent',
  consumers: [],
  ...fields,
});

const said = { code: null, attempts: 1, lastError: null, at: daysFromNow(-0.1) } as const;

const someEvents: InboxEvent[] = [
  event({
    id: 'evt_failing',
    type: 'customer.subscription.updated',
    objectId: 'sub_1SbQ2c9Lr4Tn8Vb1Kd5Ws3Fp',
    state: 'failing',
    words: 'It failed, and is tried again',
    consumers: [
      {
        name: 'sync-subscription',
        state: 'failing',
        words: 'It failed, and is tried again',
        ...said,
        attempts: 7,
        lastError: 'StripeConnectionError',
      },
      { name: 'send-email', state: 'waiting', words: 'It has not said yet what it made of it', ...said },
    ],
  }),
  event({
    id: 'evt_parked',
    state: 'parked',
    words:
      'No user has the customer of cs_test_a1. No user has this Stripe customer, or the object names none',
  }),
  event({}),
  event({
    id: 'evt_ignored',
    type: 'payment_intent.succeeded',
    state: 'ignored',
    words: 'Cue acts on no events of this type',
  }),
];

const someMetrics: Metrics = {
  countedAt: daysFromNow(-0.2),
  invoicesCountedAt: daysFromNow(-0.2),
  months: Array.from({ length: 12 }, (_, i) => ({
    month: `2026-${String(i + 1).padStart(2, '0')}`,
    revenue: [
      { currency: 'usd', purchases: 9_000 + i * 4_100, subscriptions: 4_990 * (i + 1), wentBack: i * 150 },
      ...(i > 8 ? [{ currency: 'eur', purchases: 5_000, subscriptions: 0, wentBack: 0 }] : []),
    ],
    subscriptionsAtStart: i * 9,
    subscriptionsStarted: 10,
    subscriptionsEnded: i === 0 ? 0 : 1,
    trialsStarted: 8,
    creditsGranted: 400 + i * 210,
    creditsSpent: 250 + i * 190,
  })),
  plans: [
    { tier: 'CORE', active: 61, trialing: 4, pastDue: 2 },
    { tier: 'PRO', active: 38, trialing: 3, pastDue: 0 },
  ],
  trials: { running: 7, started: 96, converted: 71 },
  credits: { granted: 18_660, spent: 15_540, takenBack: 320, outstanding: 2_800 },
};

const mocked = (path: string, route: string, json: unknown) => async (page: Page) => {
  await signInAsAdmin(page);
  await page.route(route, (answer) => answer.fulfill({ json }));
  await page.goto(path);
};

const payload = {
  source: 'inbox',
  masked: true,
  event: {
    id: 'evt_failing',
    object: 'event',
    type: 'customer.subscription.updated',
    data: { object: { id: 'sub_1', customer_email: '•••', client_secret: 'hidden', amount_total: 500 } },
  },
} as const;

/** What admins see, in the states that they meet. */
export const adminScenes: readonly Scene[] = [
  {
    name: 'admin-people',
    open: async (page) => {
      await signInAsAdmin(page);
      await page.goto(`/admin?q=${encodeURIComponent(adminEmail)}`);
      await page.getByRole('link', { name: /Katherine/ }).waitFor();
    },
  },
  {
    name: 'admin-person',
    open: async (page) => {
      await signInAsAdmin(page);
      await buy25(page);
      await page.goto(`/admin?q=${encodeURIComponent(adminEmail)}`);
      await page.getByRole('link', { name: /Katherine/ }).click();
      await page.getByRole('region', { name: 'Ledger' }).waitFor();
      await page.getByLabel('How many').fill('12');
      await page.getByLabel('Reason').fill('For the trouble of last week');
    },
  },
  {
    name: 'admin-events',
    open: mocked('/admin/events', '**/api/admin/events?*', { events: someEvents, nextCursor: 'more' }),
  },
  {
    name: 'admin-event',
    open: mocked('/admin/events/evt_failing', '**/api/admin/events/evt_failing', {
      event: someEvents[0],
      payload,
      payloadMissing: null,
    }),
  },
  {
    name: 'admin-events-parked-none',
    open: mocked('/admin/events?state=parked', '**/api/admin/events?*', { events: [], nextCursor: null }),
  },
  {
    name: 'admin-metrics',
    open: mocked('/admin/metrics', '**/api/admin/metrics', { metrics: someMetrics }),
  },
  {
    name: 'admin-metrics-none',
    open: mocked('/admin/metrics', '**/api/admin/metrics', { metrics: null }),
  },
  {
    name: 'admin-audit',
    open: async (page) => {
      await signInAsAdmin(page);
      await page.goto('/admin/audit');
      await page.getByRole('listitem').first().waitFor();
    },
  },
];
