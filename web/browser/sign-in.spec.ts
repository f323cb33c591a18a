import { siteUrl } from './addresses.ts';
import { expect, test } from './clean-page.ts';
import { chooseAccount, signInOnPages } from './shopper.ts';

for (const { provider, email, name } of [
  { provider: 'Google', email: 'ada@example.com', name: 'Ada Lovelace' },
  { provider: 'GitHub', email: 'radia@example.com', name: 'Radia Perlman' },
] as const) {
  test(`a person signs in with ${provider}, is named, and signs out`, async ({ page }) => {
    await signInOnPages(page, email, provider);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(name);
    await page.getByRole('button', { name: `Signed in as ${name}` }).click();
    await expect(page.getByRole('menu')).toContainText(email);

    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await expect(page.getByText('You are signed out.', { exact: true })).toBeVisible();
    await expect(page).toHaveURL(`${siteUrl}/`);
    await page.goto('/account');
    await expect(page).toHaveURL(`${siteUrl}/login?return_to=%2Faccount`);
  });
}

test('signing in on the way to buying comes back to the number of credits that was chosen', async ({
  page,
}) => {
  await page.goto('/credits');
  await page.getByLabel('Credits', { exact: true }).fill('40');
  await page.getByRole('link', { name: 'Sign in to buy 40 credits for $8.00' }).click();
  await page.getByRole('link', { name: 'Continue with Google' }).click();
  await chooseAccount(page, 'ada@example.com');
  await expect(page.getByRole('button', { name: 'Buy 40 credits for $8.00' })).toBeVisible();
});

test('an address that the provider has not verified is refused in plain words, and the address is left clean', async ({
  page,
}) => {
  await page.goto('/login');
  await page.getByRole('link', { name: 'Continue with Google' }).click();
  await chooseAccount(page, 'unverified@example.com');
  await expect(page.getByRole('alert')).toContainText('Your email address is not verified yet.');
  await expect(page).toHaveURL(`${siteUrl}/`);
});

test('a person who used GitHub first and Google later is the same person', async ({ page }) => {
  await signInOnPages(page, 'tim@example.com', 'GitHub');
  await page.getByLabel('Company').fill('CERN');
  await page.getByRole('button', { name: 'Save profile' }).click();
  await expect(page.getByText('Profile saved.', { exact: true })).toBeVisible();
  await signInOnPages(page, 'tim@example.com', 'Google');
  await expect(page.getByLabel('Company')).toHaveValue('CERN');
  // As it was, for the next run of this test.
  await page.getByLabel('Company').fill('');
  await page.getByRole('button', { name: 'Save profile' }).click();
  await expect(page.getByText('Profile saved.', { exact: true })).toBeVisible();
});

for (const [code, title] of [
  ['oauth_failed', 'Signing in did not work.'],
  ['access_denied', 'You stopped the sign-in.'],
  ['account_exists', 'There is already an account with this email address.'],
  ['rate_limited', 'Too many sign-ins were begun from your network.'],
] as const) {
  test(`coming back with ${code} is explained, and the address is left clean`, async ({ page }) => {
    await page.goto(`/?error=${code}`);
    await expect(page.getByRole('alert')).toContainText(title);
    await expect(page).toHaveURL(`${siteUrl}/`);
    await page.getByRole('button', { name: 'Dismiss' }).click();
    await expect(page.getByRole('alert')).toHaveCount(0);
  });
}

test('an error in the address is never repeated on the page', async ({ page }) => {
  await page.goto('/?error=Call%20this%20number');
  await expect(page.getByRole('alert')).toContainText('Signing in did not work.');
  await expect(page.getByText('Call this number')).toHaveCount(0);
});
