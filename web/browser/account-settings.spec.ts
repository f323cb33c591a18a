import type { Page } from '@playwright/test';
import { siteUrl } from './addresses.ts';
import { expect, test } from './clean-page.ts';
import { tabTo } from './keyboard.ts';
import { chooseAccount, signIn, signInOnPages } from './shopper.ts';

const email = 'katherine@example.com';
const region = (page: Page, name: string) => page.getByRole('region', { name });
const row = (page: Page, name: string, text: string) =>
  region(page, name).getByRole('listitem').filter({ hasText: text });

/** As they are before anybody has any, for the next test. */
async function forgetPreferences(page: Page): Promise<void> {
  const answer = await page.request.put('/api/account/preferences', {
    headers: { origin: siteUrl },
    data: { theme: 'system', timezone: null, emails: { receipts: true, product: true } },
  });
  expect(answer.status()).toBe(200);
}

test('a second provider is linked by a sign-in there, opens the same account, and is unlinked again', async ({
  page,
}) => {
  await signIn(page, email);
  await page.goto('/account');
  await expect(row(page, 'Sign-in methods', 'Google')).toContainText('Your only way in');
  await page.getByRole('button', { name: 'Link GitHub' }).click();
  await chooseAccount(page, email);
  await expect(page.getByText('You can sign in with GitHub from now on.', { exact: true })).toBeVisible();
  await expect(page).toHaveURL(`${siteUrl}/account`);
  await expect(row(page, 'Sign-in methods', 'GitHub')).toContainText(email);

  const company = 'NACA';
  await page.getByLabel('Company').fill(company);
  await page.getByRole('button', { name: 'Save profile' }).click();
  await expect(page.getByText('Profile saved.', { exact: true })).toBeVisible();
  await signInOnPages(page, email, 'GitHub');
  await expect(page.getByLabel('Company')).toHaveValue(company);

  await page.getByRole('button', { name: 'Unlink GitHub' }).click();
  await page.getByRole('button', { name: 'Keep GitHub' }).click();
  await page.getByRole('button', { name: 'Unlink GitHub' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Unlink GitHub' }).click();
  await expect(page.getByText('GitHub is unlinked.', { exact: true })).toBeVisible();
  await expect(row(page, 'Sign-in methods', 'GitHub')).toContainText('Not linked');
  await expect(row(page, 'Sign-in methods', 'Google')).toContainText('Your only way in');
});

test('what opens another account is not linked, and the page says so where it was asked for', async ({
  page,
}) => {
  await signInOnPages(page, 'radia@example.com', 'GitHub');
  // Her page asks for its parts until then; after it somebody else is signed in.
  await page.waitForLoadState('networkidle');
  await signIn(page, email);
  await page.goto('/account');
  await page.getByRole('button', { name: 'Link GitHub' }).click();
  await chooseAccount(page, 'radia@example.com');
  await expect(page.getByRole('alert')).toContainText('This GitHub sign-in opens another account already.');
  await expect(page.getByRole('alert').getByRole('link', { name: 'Sign in' })).toHaveCount(0);
  await expect(page).toHaveURL(`${siteUrl}/account`);
  await expect(row(page, 'Sign-in methods', 'GitHub')).toContainText('Not linked');
});

test('a device is ended from another, one by one and all at once', async ({ page, browser, isMobile }) => {
  await signIn(page, email);
  await page.goto('/account');
  const devices = region(page, 'Devices');
  await expect(devices.getByText(isMobile ? 'Safari on iPhone' : 'Chrome on Linux').first()).toBeVisible();
  const endAll = page.getByRole('button', { name: 'End all others' });
  if (await endAll.isVisible()) await endAll.click();
  await expect(devices.getByRole('listitem')).toHaveCount(1);
  await expect(endAll).toHaveCount(0);

  const firefox = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0';
  const other = await (await browser.newContext({ baseURL: siteUrl, userAgent: firefox })).newPage();
  await signIn(other, email);
  await other.goto('/account');
  await page.reload();
  await page.getByRole('button', { name: 'End Firefox on Windows' }).click();
  await expect(page.getByText('Firefox on Windows is signed out.', { exact: true })).toBeVisible();
  await expect(devices.getByRole('listitem')).toHaveCount(1);
  await other.reload();
  await expect(other).toHaveURL(`${siteUrl}/login?return_to=%2Faccount`);

  await signIn(other, email);
  await other.goto('/account');
  await page.reload();
  await endAll.click();
  await expect(page.getByText('You are signed in here only.', { exact: true })).toBeVisible();
  await expect(devices.getByRole('listitem')).toHaveCount(1);
  await other.reload();
  await expect(other).toHaveURL(`${siteUrl}/login?return_to=%2Faccount`);
  await other.context().close();
});

test('preferences are kept, and the same on another device', async ({ page, browser }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await signIn(page, email);
  await page.goto('/account');
  const section = region(page, 'Preferences');
  const save = section.getByRole('button', { name: 'Save preferences' });
  await expect(section.getByLabel('As the device')).toBeChecked();
  await expect(save).toBeDisabled();
  await section.getByLabel('Dark').check();
  await section.getByLabel('Time zone').selectOption('Asia/Tokyo');
  await section.getByLabel('News of Cue and of your credits').uncheck();
  await save.click();
  await expect(page.getByText('Preferences saved.', { exact: true })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(region(page, 'Devices').getByRole('time').first()).toHaveAttribute('title', /GMT\+9/);
  await expect(save).toBeDisabled();

  const context = await browser.newContext({ baseURL: siteUrl, colorScheme: 'light' });
  const other = await context.newPage();
  await signIn(other, email);
  await other.goto('/account');
  await expect(other.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(region(other, 'Preferences').getByLabel('Time zone')).toHaveValue('Asia/Tokyo');
  await expect(region(other, 'Preferences').getByLabel('News of Cue and of your credits')).not.toBeChecked();
  await expect(region(other, 'Preferences').getByLabel('Receipts of payments')).toBeChecked();
  await context.close();
  await forgetPreferences(page);
});

test('a theme chosen before signing in is the account’s from then on', async ({
  page,
  browser,
  isMobile,
}) => {
  test.skip(isMobile, 'the button is in the menu of who is signed in');
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto('/');
  await page.getByRole('button', { name: 'Switch to the dark theme' }).click();
  const saved = page.waitForResponse(
    (answer) => answer.url().endsWith('/api/account/preferences') && answer.request().method() === 'PUT',
  );
  await signIn(page, email);
  await page.goto('/account');
  expect((await saved).status()).toBe(200);
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(region(page, 'Preferences').getByLabel('Dark')).toBeChecked();

  await page.getByRole('button', { name: 'Switch to the light theme' }).click();
  await expect(region(page, 'Preferences').getByLabel('As the device')).toBeChecked();
  const context = await browser.newContext({ baseURL: siteUrl, colorScheme: 'light' });
  const other = await context.newPage();
  await signIn(other, email);
  await other.goto('/account');
  await expect(region(other, 'Preferences').getByLabel('As the device')).toBeChecked();
  await context.close();
});

test('preferences are changed by keyboard alone', async ({ page, isMobile }) => {
  test.skip(isMobile, 'a phone has none');
  await signIn(page, email);
  await page.goto('/account');
  const section = region(page, 'Preferences');
  await section.getByLabel('As the device').focus();
  await page.keyboard.press('ArrowLeft');
  await expect(section.getByLabel('Dark')).toBeChecked();
  await tabTo(page, /^Save preferences$/);
  await page.keyboard.press('Enter');
  await expect(page.getByText('Preferences saved.', { exact: true })).toBeVisible();
  await forgetPreferences(page);
});

test.describe('when they cannot be loaded', () => {
  test.use({ expectedFaults: ['502'] });

  test('the page says so for each, and Retry brings them', async ({ page }) => {
    let down = true;
    await page.route(/\/api\/(account\/(identities|preferences)|auth\/sessions)$/, (route) =>
      down ? route.fulfill({ status: 502 }) : route.continue(),
    );
    await signIn(page, email);
    await page.goto('/account');
    const failures = ['Your preferences', 'Your sign-in methods', 'Your devices'].map((what) =>
      page.getByText(`${what} could not be loaded.`),
    );
    for (const failure of failures) await expect(failure).toBeVisible();
    down = false;
    for (const failure of failures) {
      await page.getByRole('alert').filter({ has: failure }).getByRole('button', { name: 'Retry' }).click();
      await expect(failure).toBeHidden();
    }
  });
});
