import type { Page } from '@playwright/test';
import type { LinkedIdentity } from '../../lib/contract/identity-routes.ts';
import type { Session } from '../../lib/contract/session-routes.ts';
import { daysFromNow } from './mocked-plan.ts';
import type { Scene } from './pages.ts';
import { signIn } from './shopper.ts';

const session = (fields: Partial<Session>): Session => ({
  id: 'ses_aB3dE6gH9jK2mN5p',
  device: 'Chrome on Windows',
  current: false,
  createdAt: daysFromNow(-12),
  lastSeenAt: daysFromNow(-0.3),
  ...fields,
});

const sessions = [
  session({ id: 'ses_1', device: 'Firefox on Linux', current: true, lastSeenAt: daysFromNow(0) }),
  session({ id: 'ses_2' }),
  session({ id: 'ses_3', device: 'Samsung Internet on Android', lastSeenAt: daysFromNow(-5) }),
  session({ id: 'ses_4', device: 'An unknown device', createdAt: daysFromNow(-28) }),
];

const identities: LinkedIdentity[] = [
  { provider: 'google', email: 'frances@example.com', linkedAt: daysFromNow(-400) },
  {
    provider: 'github',
    email: 'frances.elizabeth.allen.of.the.optimizing.compiler@research.example.com',
    linkedAt: daysFromNow(-3),
  },
];

async function openSettings(page: Page): Promise<void> {
  await page.route('**/api/auth/sessions', (route) => route.fulfill({ json: { sessions } }));
  await page.route('**/api/account/identities', (route) => route.fulfill({ json: { identities } }));
  await signIn(page, 'frances@example.com');
  await page.goto('/account');
  await page.getByText('Samsung Internet on Android').waitFor();
}

/** What a person settles about their account, with much to settle. */
export const accountScenes: readonly Scene[] = [
  { name: 'account-settings', open: openSettings },
  {
    name: 'account-unlink',
    open: async (page) => {
      await openSettings(page);
      await page.getByRole('button', { name: 'Unlink GitHub' }).click();
    },
  },
  {
    name: 'account-link-refused',
    open: async (page) => {
      await signIn(page, 'frances@example.com');
      await page.goto('/account?error=account_exists&linking=github');
    },
  },
];
