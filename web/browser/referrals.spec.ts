import { siteUrl } from './addresses.ts';
import { expect, test } from './clean-page.ts';
import { chooseAccount, openCheckout, payWithCard, signIn } from './shopper.ts';

test('a link invites somebody, and their first purchase rewards both', async ({ page, context }) => {
  await signIn(page, 'alan@example.com');
  await page.goto('/account');
  const invite = page.getByRole('region', { name: 'Invite others' });
  await expect(invite.getByRole('definition')).toHaveText(['0', '0', '0']);
  const link = await invite.getByText(`${siteUrl}/?ref=`).innerText();
  await context.clearCookies();

  await page.goto(link);
  await expect(page).toHaveURL(`${siteUrl}/`);
  await page.goto('/login');
  await expect(page.getByText('You were invited: your first purchase brings 10 credits more.')).toBeVisible();
  await page.getByRole('link', { name: 'Continue with Google' }).click();
  await chooseAccount(page, 'hedy@example.com');
  await page.waitForURL(`${siteUrl}/account`);
  await openCheckout(page, 25);
  await payWithCard(page, '5555 5555 5555 4444');
  await page.getByRole('link', { name: 'See your statement' }).click();
  const reward = page.getByRole('row').filter({ hasText: 'Referral reward' });
  await expect(reward).toContainText('your first purchase by invitation');
  await expect(reward).toContainText('+10');

  await signIn(page, 'alan@example.com');
  await page.goto('/account');
  await expect(invite.getByRole('definition')).toHaveText(['1', '1', '10']);
});

test('the link is copied by its button', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await signIn(page, 'edsger@example.com');
  await page.goto('/account');
  const link = await page.getByText(`${siteUrl}/?ref=`).innerText();
  await page.getByRole('button', { name: 'Copy your link' }).click();
  await expect(page.getByRole('button', { name: 'Copied your link' })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(link);
});

test.describe('when the link cannot be loaded', () => {
  test.use({ expectedFaults: ['502'] });

  test('the section says so, and Retry brings it', async ({ page }) => {
    let down = true;
    await page.route('**/api/referrals', (route) =>
      down ? route.fulfill({ status: 502 }) : route.continue(),
    );
    await signIn(page, 'edsger@example.com');
    await page.goto('/account');
    await expect(page.getByText('Your link could not be loaded.')).toBeVisible();
    down = false;
    await page.getByRole('button', { name: 'Retry' }).click();
    await expect(page.getByText(`${siteUrl}/?ref=`)).toBeVisible();
  });
});
