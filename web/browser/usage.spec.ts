import { siteUrl } from './addresses.ts';
import { expect, test } from './clean-page.ts';
import { answerUsage } from './mocked-workflows.ts';
import { buy25, spend } from './money-back.ts';
import { signIn } from './shopper.ts';

test('credits that were spent are in the usage of today', async ({ page }) => {
  await signIn(page, 'radia@example.com');
  await buy25(page);
  await spend(page, 2, 'Two workflows');
  await page.goto('/account/billing');
  const usage = page.getByRole('region', { name: 'Usage' });
  await expect(usage.getByRole('row').last()).toContainText(/\d/);
  await expect(usage.getByRole('definition').first()).not.toHaveText('0');
});

test('usage is shown by day and by action', async ({ page }) => {
  await signIn(page, 'frances@example.com');
  await answerUsage(page);
  await page.goto('/account/billing');
  const usage = page.getByRole('region', { name: 'Usage' });
  await expect(usage.getByRole('table', { name: 'Usage by day' }).getByRole('row')).toHaveCount(21);
  await usage.getByText('By action').click();
  const actions = usage.getByRole('table', { name: 'Usage by action' }).getByRole('row');
  await expect(actions.nth(1)).toHaveText('List workflows3,1200');
  await expect(actions.nth(2)).toHaveText('Workflows generated9494');
  await expect(page).toHaveURL(`${siteUrl}/account/billing`);
});

test.describe('when usage cannot be loaded', () => {
  test.use({ expectedFaults: ['502'] });

  test('the page says so, and Retry brings what there is', async ({ page }) => {
    let down = true;
    await page.route('**/api/billing/usage*', (route) =>
      down ? route.fulfill({ status: 502 }) : route.continue(),
    );
    await signIn(page, 'edsger@example.com');
    await page.goto('/account/billing');
    await expect(page.getByText('Your usage could not be loaded.')).toBeVisible();
    down = false;
    await page.getByRole('button', { name: 'Retry' }).click();
    await expect(page.getByText('Credits spent')).toBeVisible();
  });
});
