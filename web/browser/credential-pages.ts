import type { Page } from '@playwright/test';
import type { Credential } from '../../lib/contract/credential-routes.ts';
import { daysFromNow } from './mocked-plan.ts';
import type { Scene } from './pages.ts';
import { signIn } from './shopper.ts';

const credential = (fields: Partial<Credential>): Credential => ({
  service: 'stripe',
  name: 'Main shop',
  status: 'valid',
  last4: 'x9Yz',
  checkedAt: daysFromNow(-0.1),
  ...fields,
});

const someCredentials = [
  credential({}),
  credential({
    name: 'The other shop in the old town',
    status: 'invalid',
    last4: 'aB3d',
    checkedAt: daysFromNow(-40),
  }),
  credential({ service: 'sendgrid', name: 'Receipts', status: 'unchecked', last4: 'kL5m' }),
  credential({ service: 'webhook', name: 'team.alerts', last4: '7pQr' }),
];

async function openListed(page: Page): Promise<void> {
  await signIn(page, 'frances@example.com');
  await page.route('**/api/credentials', (route) =>
    route.fulfill({ json: { credentials: someCredentials } }),
  );
  await page.goto('/account/credentials');
  await page.getByText('Main shop').waitFor();
}

/** The page of credentials, in the states that a person meets. */
export const credentialScenes: readonly Scene[] = [
  {
    name: 'credentials-empty',
    open: async (page) => {
      await signIn(page, 'edsger@example.com');
      await page.goto('/account/credentials');
      await page.getByRole('region', { name: 'Stripe' }).waitFor();
    },
  },
  { name: 'credentials-listed', open: openListed },
  {
    name: 'credentials-new',
    open: async (page) => {
      await openListed(page);
      await page.getByRole('button', { name: 'Add AWS key' }).click();
      await page.getByLabel('Name').fill('Production');
    },
  },
  {
    name: 'credentials-replace',
    open: async (page) => {
      await openListed(page);
      await page.getByRole('button', { name: 'Replace Main shop' }).click();
    },
  },
  {
    name: 'credentials-delete',
    open: async (page) => {
      await openListed(page);
      await page.getByRole('button', { name: 'Delete Main shop' }).click();
    },
  },
];
