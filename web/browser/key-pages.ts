import type { Page } from '@playwright/test';
import type { ApiKey } from '../../lib/contract/key-routes.ts';
import type { Widget } from '../../lib/contract/widget-routes.ts';
import { answerWith, daysFromNow, proPlan } from './mocked-plan.ts';
import type { Scene } from './pages.ts';
import { signIn } from './shopper.ts';

const key = (fields: Partial<ApiKey>): ApiKey => ({
  id: 'key_aB3dE6gH',
  name: 'Build server',
  prefix: 'cue_dev_aB3dE6gH',
  last4: 'x9Yz',
  scopes: ['billing:read', 'billing:spend'],
  createdAt: daysFromNow(-40),
  lastUsedAt: daysFromNow(-0.2),
  expiresAt: null,
  requestsThisMonth: 1_284,
  revealed: true,
  ...fields,
});

const someKeys = [
  key({}),
  key({
    id: 'key_2',
    name: 'A contractor, for the time of the move to the new shop and no longer',
    prefix: 'cue_dev_kL5mN7pQ',
    scopes: ['widget'],
    expiresAt: daysFromNow(-1),
  }),
  key({
    id: 'key_3',
    name: 'Your first key',
    prefix: 'cue_dev_rS8tU0vW',
    last4: null,
    scopes: ['workflows', 'billing:read', 'billing:spend', 'widget'],
    lastUsedAt: null,
    requestsThisMonth: 0,
    revealed: false,
  }),
];

const widget: Widget = {
  publishableKey: 'wpk_7Qm2Xc9Lr4Tn8Vb1Kd5Ws3Fp',
  enabled: true,
  title: 'Questions?',
  greeting: 'We answer within a day.\nOn weekdays rather sooner.',
  accentColor: '#6d4aff',
  position: 'right',
  allowedOrigins: ['https://shop.example', 'https://www.shop.example'],
};

const secret = `cue_dev_zY7xW5vU${'aB3dE6gH9jK'.repeat(4).slice(1)}`;

async function openKeys(page: Page): Promise<void> {
  await signIn(page, 'frances@example.com');
  await page.route('**/api/keys', (route) =>
    route.fulfill({
      json: route.request().method() === 'POST' ? { key: key({ id: 'key_4' }), secret } : { keys: someKeys },
    }),
  );
  await page.route('**/api/widget', (route) => route.fulfill({ json: widget }));
  await answerWith(page, { subscription: proPlan() });
  await page.goto('/account/keys');
  await page.getByText('Your first key').waitFor();
}

async function openForm(page: Page): Promise<void> {
  await openKeys(page);
  await page.getByRole('button', { name: 'New key' }).click();
  await page.getByLabel('Name').fill('Laptop');
}

/** The page of keys and widget, in the states that a person meets. */
export const keyScenes: readonly Scene[] = [
  {
    name: 'keys-empty',
    open: async (page) => {
      await signIn(page, 'edsger@example.com');
      await page.goto('/account/keys');
    },
  },
  { name: 'keys-listed', open: openKeys },
  { name: 'keys-new', open: openForm },
  {
    name: 'keys-secret',
    open: async (page) => {
      await openForm(page);
      await page.getByRole('button', { name: 'Make key' }).click();
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'keys-revoke',
    open: async (page) => {
      await openKeys(page);
      await page.getByRole('button', { name: 'Revoke Build server' }).click();
    },
  },
];
