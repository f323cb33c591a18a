import { expect, test } from './clean-page.ts';
import { mailsTo } from './mailbox.ts';
import { balance, openCheckout, payWithCard, signIn } from './shopper.ts';

test('a purchase is a line of the statement with its cause, and a receipt in the mailbox', async ({
  page,
}) => {
  const email = 'alan@example.com';
  await signIn(page, email);
  await page.goto('/account');
  const before = await balance(page);
  const receiptsBefore = (await mailsTo(email)).length;
  await openCheckout(page, 26);
  await payWithCard(page, '4242 4242 4242 4242');
  await page.getByRole('link', { name: 'See your statement' }).click();
  await page.getByRole('link', { name: 'Whole statement' }).click();

  const row = page.getByRole('row').filter({ hasText: 'One-time purchase: 26 credits' }).first();
  await expect(row).toContainText('Purchase');
  await expect(row).toContainText('+26');
  await expect(row).toContainText(String(before + 26));
  await expect(row.getByRole('time')).toHaveAttribute('title', /\d{4} at \d/);
  await row.getByRole('button', { name: 'Cause of purchase +26' }).click();
  const shown = page.getByRole('definition').filter({ visible: true });
  await expect(shown.filter({ hasText: 'Stripe checkout' })).toHaveCount(1);
  await expect(shown.filter({ hasText: /^cs_test_/ })).toHaveCount(1);
  await expect(shown.filter({ hasText: /^evt_/ })).toHaveCount(1);

  await expect.poll(async () => (await mailsTo(email)).length).toBe(receiptsBefore + 1);
  const receipt = (await mailsTo(email)).at(-1);
  expect(receipt?.subject).toContain('26 credits');
  expect(receipt?.body.text).toContain('$5.20');
});

test('who has bought nothing yet is told what the statement is for and where to start', async ({ page }) => {
  await signIn(page, 'edsger@example.com');
  await page.goto('/account');
  await expect(page.getByText('Nothing here yet')).toBeVisible();
  await page.getByRole('link', { name: 'Buy your first credits' }).click();
  await expect(page.getByRole('heading', { name: 'Buy credits' })).toBeFocused();
});

test('a changed profile is there after a reload, and in the header at once', async ({ page, isMobile }) => {
  await signIn(page, 'dennis@gmail.com');
  await page.goto('/account');
  const first = isMobile ? 'Den' : 'Dennis';
  await page.getByLabel('First name').fill(`${first} M.`);
  await page.getByLabel('Company').fill('Bell Labs');
  await page.getByRole('button', { name: 'Save profile' }).click();
  await expect(page.getByText('Profile saved.', { exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: `Signed in as ${first} M. Ritchie` })).toBeVisible();
  await page.reload();
  await expect(page.getByLabel('Company')).toHaveValue('Bell Labs');
  await page.getByLabel('Company').fill('');
  await page.getByRole('button', { name: 'Save profile' }).click();
  await expect(page.getByText('Profile saved.', { exact: true })).toBeVisible();
  await page.reload();
  await expect(page.getByLabel('First name')).toHaveValue(`${first} M.`);
  await expect(page.getByLabel('Company')).toHaveValue('');
});

test.describe('when the statement cannot be loaded', () => {
  test.use({ expectedFaults: ['502'] });

  test('the page says so, and Retry brings it', async ({ page }) => {
    let down = true;
    await page.route('**/api/billing/ledger*', (route) =>
      down ? route.fulfill({ status: 502 }) : route.continue(),
    );
    await signIn(page, 'edsger@example.com');
    await page.goto('/account');
    await expect(page.getByText('Your statement could not be loaded.')).toBeVisible();
    down = false;
    await page.getByRole('button', { name: 'Retry' }).click();
    await expect(page.getByText('Nothing here yet')).toBeVisible();
  });
});
