import type { Page } from '@playwright/test';
import { adminEmail, signInAsAdmin } from './admin.ts';
import { expect, test } from './clean-page.ts';
import { tabTo } from './keyboard.ts';
import { buy25 } from './money-back.ts';
import { signIn } from './shopper.ts';

const regionOf = (page: Page, name: string) => page.getByRole('region', { name });

async function find(page: Page, who: string): Promise<void> {
  await page.goto('/admin');
  await page.getByLabel('Address, id or Stripe customer').fill(who);
  await page.getByRole('button', { name: 'Find' }).click();
}

test('to everybody else there is nothing at /admin, and nothing leads there', async ({ page }) => {
  await signIn(page, 'edsger@example.com');
  await page.goto('/account');
  await expect(page.getByRole('link', { name: 'Admin' })).toHaveCount(0);
  for (const path of ['/admin', '/admin/events', '/admin/metrics']) {
    await page.goto(path);
    await expect(page.getByRole('heading', { name: 'This edge leads nowhere.' })).toBeVisible();
  }
});

test('who is not signed in is sent to sign in', async ({ page }) => {
  await page.goto('/admin/audit');
  await expect(page).toHaveURL(/\/login/);
});

test('a person is found, given credits with a reason, and the trail says so', async ({ page }) => {
  await signInAsAdmin(page);
  await page.goto('/account');
  await page.getByRole('button', { name: /Account menu/ }).click();
  await page.getByRole('menuitem', { name: 'Admin' }).click();
  await expect(page.getByRole('heading', { name: 'Find a person' })).toBeVisible();
  await find(page, 'nobody@example.com');
  await expect(page.getByText('Nobody has nobody@example.com.')).toBeVisible();
  await find(page, adminEmail);
  await page.getByRole('link', { name: /Katherine Johnson/ }).click();
  await expect(page.getByRole('heading', { name: 'Katherine Johnson' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'People' })).toHaveAttribute('aria-current', 'page');

  const credits = regionOf(page, 'Credits');
  const reason = 'For the trouble';
  await expect(credits.getByRole('button', { name: 'Grant…' })).toBeDisabled();
  await credits.getByLabel('How many').fill('12');
  await credits.getByLabel('Reason').fill(reason);
  await credits.getByRole('button', { name: 'Grant…' }).click();
  await page.getByRole('button', { name: 'Not now' }).click();
  await credits.getByRole('button', { name: 'Grant…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Grant 12 credits' }).click();
  await expect(page.getByText('12 credits granted').first()).toBeVisible();
  await expect(regionOf(page, 'Ledger').getByRole('listitem').first()).toContainText(reason);

  await credits.getByLabel('Claw back').check();
  await credits.getByLabel('How many').fill('2');
  await credits.getByLabel('Reason').fill('Too many');
  await credits.getByRole('button', { name: 'Claw back…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Claw back 2 credits' }).click();
  await expect(regionOf(page, 'Ledger').getByRole('listitem').first()).toContainText('Too many');

  await page.getByRole('link', { name: 'Audit trail' }).click();
  const acts = page.getByRole('listitem');
  await expect(acts.filter({ hasText: 'Granted 12 credits to' }).first()).toContainText(reason);
  await expect(acts.filter({ hasText: 'Clawed back 2 credits from' }).first()).toContainText(adminEmail);
});

test.describe('a claw-back of more than there is', () => {
  test.use({ expectedFaults: ['409'] });

  test('is refused in words, and nothing is changed', async ({ page }) => {
    await signInAsAdmin(page);
    await find(page, adminEmail);
    await page.getByRole('link', { name: /Katherine Johnson/ }).click();
    const credits = regionOf(page, 'Credits');
    await credits.getByLabel('Claw back').check();
    await credits.getByLabel('How many').fill('999999');
    await credits.getByLabel('Reason').fill('A slip');
    await credits.getByRole('button', { name: 'Claw back…' }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^Claw back/ })
      .click();
    await expect(page.getByText('Nothing was changed.')).toBeVisible();
    await expect(page.getByRole('dialog')).toContainText('of 999999 credits are available to claw back');
  });
});

test('an event is found in the inbox, masked until it is asked for', async ({ page }) => {
  await signInAsAdmin(page);
  await buy25(page);
  await page.goto('/admin/events');
  await page.getByRole('link', { name: 'checkout.session.completed' }).first().click();
  await expect(regionOf(page, 'Consumers').getByRole('listitem')).toHaveCount(2);
  await expect(page.getByRole('main')).toContainText('grant-credits');
  const payload = regionOf(page, 'Payload');
  await expect(payload).toContainText('checkout.session');
  await expect(payload).not.toContainText(adminEmail);
  await payload.getByRole('button', { name: 'Show personal data' }).click();
  await expect(payload).toContainText(adminEmail);
  await page.getByRole('link', { name: 'Audit trail' }).click();
  await expect(page.getByRole('listitem').first()).toContainText('Showed the personal data of');
});

test('filters of the inbox are reached by keyboard, and say when there is nothing', async ({ page }) => {
  await signInAsAdmin(page);
  await page.goto('/admin/events');
  await page.getByRole('radio', { name: 'All' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(page).toHaveURL(/state=failing/);
  await expect(page.getByText('Nothing fails.')).toBeVisible();
  await tabTo(page, /Put all back/);
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').getByRole('button', { name: 'Put all back' }).click();
  await expect(page.getByText('0 put back').first()).toBeVisible();
});

test('metrics are counted when asked for', async ({ page }) => {
  await signInAsAdmin(page);
  await buy25(page);
  await page.goto('/admin/metrics');
  await page.getByRole('button', { name: 'Count now' }).click();
  await expect(page.getByRole('table', { name: 'Revenue in USD' }).getByRole('row').nth(1)).toContainText(
    '$',
  );
  await expect(regionOf(page, 'Credits').getByRole('definition').first()).not.toHaveText('0');
});

test.describe('when they cannot be loaded', () => {
  test.use({ expectedFaults: ['502'] });

  test('each page says so, and Retry brings what there is', async ({ page }) => {
    await signInAsAdmin(page);
    let down = true;
    await page.route('**/api/admin/**', (route) =>
      down ? route.fulfill({ status: 502 }) : route.continue(),
    );
    for (const [path, words] of [
      ['/admin/events', 'Events could not be loaded.'],
      ['/admin/metrics', 'The metrics could not be loaded.'],
      ['/admin/audit', 'The trail could not be loaded.'],
    ] as const) {
      down = true;
      await page.goto(path);
      await expect(page.getByText(words)).toBeVisible();
      down = false;
      await page.getByRole('button', { name: 'Retry' }).click();
      await expect(page.getByText(words)).toBeHidden();
    }
  });
});
