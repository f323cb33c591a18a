import type { Page } from '@playwright/test';
import { credentialRoutes } from '../../lib/contract/credential-routes.ts';
import { siteUrl } from './addresses.ts';
import { expect, test } from './clean-page.ts';
import { signIn } from './shopper.ts';
import { openTemplate, signInToWrite } from './workflow-author.ts';

const email = 'barbara@example.com';
const section = (page: Page, name: string) => page.getByRole('region', { name });
const secret = 'sk_test_canaryOfTheShop1234';

/** Leaves nothing of an earlier test. */
async function forgetAll(page: Page): Promise<void> {
  const listed = await page.request.get('/api/credentials');
  const { credentials } = credentialRoutes.listCredentials.response.parse(await listed.json());
  for (const { service, name } of credentials) {
    const path = `/api/credentials/${service}/${encodeURIComponent(name)}`;
    const answer = await page.request.delete(path, { headers: { origin: siteUrl } });
    expect(answer.status()).toBe(200);
  }
}

/** What is told once, as it is shown; a screen reader is told it in an element of its own. */
const told = (page: Page, words: string) => expect(page.getByText(words, { exact: true })).toBeVisible();

async function openCredentials(page: Page): Promise<void> {
  await signIn(page, email);
  await forgetAll(page);
  await page.goto('/account');
  await page.getByRole('navigation', { name: 'Account' }).getByRole('link', { name: 'Credentials' }).click();
  await expect(section(page, 'Stripe')).toBeVisible();
}

async function keepStripe(page: Page, name: string, key = secret): Promise<void> {
  await page.getByRole('button', { name: 'Add Stripe key' }).click();
  await page.getByLabel('Name').fill(name);
  await page.getByLabel('Secret key').fill(key);
  await page.getByRole('button', { name: 'Check and save' }).click();
}

async function remove(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: `Delete ${name}` }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Delete / })
    .click();
  await expect(page.getByRole('button', { name: `Delete ${name}` })).toHaveCount(0);
}

test('a key is checked, kept, checked again, replaced and deleted, and seen by nobody', async ({ page }) => {
  await openCredentials(page);
  await page.getByRole('button', { name: 'Add Stripe key' }).click();
  await expect(page.getByLabel('Secret key')).toHaveAttribute('type', 'password');
  await page.getByRole('button', { name: 'Not now' }).click();
  await keepStripe(page, 'Main shop');
  await told(page, 'Main shop is saved. Stripe takes this key.');
  const row = section(page, 'Stripe').getByRole('listitem');
  await expect(row).toContainText('Valid');
  await expect(row).toContainText('Ends in 1234');
  await row.getByRole('button', { name: 'Check Main shop' }).click();
  await told(page, 'Main shop: Stripe takes this key.');

  await row.getByRole('button', { name: 'Replace Main shop' }).click();
  await expect(page.getByLabel('Secret key')).toBeFocused();
  await expect(page.getByLabel('Secret key')).toHaveValue('');
  await page.getByLabel('Secret key').fill('sk_live_of_another_shop_5678');
  await page.keyboard.press('Enter');
  await expect(row).toContainText('Refused');
  await expect(row).toContainText('Ends in 5678');
  expect(await page.content()).not.toContain('canary');
  await remove(page, 'Main shop');
});

test('what cannot be a key, or would replace another unasked, is said at its field', async ({ page }) => {
  await openCredentials(page);
  await keepStripe(page, 'Books', 'pk_live_publishable');
  await expect(page.getByText('Must be a secret or restricted key of Stripe: sk_… or rk_…')).toBeVisible();
  await page.getByLabel('Secret key').fill(secret);
  await page.getByRole('button', { name: 'Check and save' }).click();
  await expect(section(page, 'Stripe').getByRole('listitem')).toContainText('Books');
  await keepStripe(page, 'Books');
  await expect(page.getByText('There is one of this name.')).toBeVisible();
  await page.getByRole('button', { name: 'Not now' }).click();
  await remove(page, 'Books');
});

test('a webhook of our own network is kept as refused, and never asked', async ({ page }) => {
  await openCredentials(page);
  await page.getByRole('button', { name: 'Add webhook' }).click();
  await page.getByLabel('Name').fill('Inside');
  await page.getByLabel('Address').fill('https://169.254.169.254/latest/meta-data/');
  await page.getByRole('button', { name: 'Check and save' }).click();
  await told(page, 'Inside is saved, but: This address is not on the public internet.');
  await expect(section(page, 'Webhooks').getByRole('listitem')).toContainText('Refused');
  await remove(page, 'Inside');
});

test('the editor says which credentials a workflow still needs, and leads to them', async ({ page }) => {
  await signInToWrite(page, email);
  await forgetAll(page);
  await openTemplate(page, 'stripe-receipt');
  const list = page.getByRole('complementary').getByRole('listitem');
  await expect(list.filter({ hasText: 'Stripe: not saved yet' })).toBeVisible();
  await page.getByRole('button', { name: 'Export' }).click();
  const dialog = page.getByRole('dialog', { name: 'Export as a project' });
  await expect(dialog).toContainText('Those that are saved with Cue are not put into the zip.');
  await dialog.getByRole('button', { name: 'Not now' }).click();
  await page.getByRole('complementary').getByRole('link', { name: 'Add what is missing' }).click();
  await expect(page).toHaveURL(/\/account\/credentials$/);
  await keepStripe(page, 'For receipts');
  await expect(section(page, 'Stripe').getByRole('listitem')).toContainText('For receipts');
  await page.goBack();
  await expect(list.filter({ hasText: 'Stripe: saved' })).toBeVisible();
  await page.goto('/account/credentials');
  await remove(page, 'For receipts');
});

test.describe('when they cannot be loaded', () => {
  test.use({ expectedFaults: ['502'] });

  test('the page says so, and Retry brings them', async ({ page }) => {
    let down = true;
    await page.route('**/api/credentials', (route) =>
      down ? route.fulfill({ status: 502 }) : route.continue(),
    );
    await signIn(page, email);
    await page.goto('/account/credentials');
    await expect(page.getByText('Your credentials could not be loaded.')).toBeVisible();
    down = false;
    await page.getByRole('button', { name: 'Retry' }).click();
    await expect(section(page, 'Stripe')).toBeVisible();
  });
});
