import { advanceClock } from '../../infra/local/moving-clock.ts';
import { stripeUrl } from './addresses.ts';
import { expect, test } from './clean-page.ts';
import { signInWithPro } from './subscriber.ts';

const daySeconds = 86_400;

// The clock never goes back, and it is everybody's: so last of all files, and on the last project only.
test.skip(({ isMobile }) => !isMobile, 'the clock is moved once');

test('a year of renewals is a year of credits and invoices, and the plan goes on', async ({ page }) => {
  test.setTimeout(180_000);
  await signInWithPro(page, 'edsger@example.com');
  await advanceClock({ url: stripeUrl, print: () => {} }, 366 * daySeconds);
  await page.goto('/account');
  const plan = page.getByRole('region', { name: 'Plan' });
  await expect(plan).toContainText('Active');
  await expect(plan).toContainText(/Renews on .* for \$14\.99\./);
  const months = page
    .getByRole('region', { name: 'Statement' })
    .getByRole('row')
    .filter({ hasText: 'Monthly PRO subscription credits' });
  await page.getByRole('link', { name: 'Whole statement' }).click();
  await page.getByRole('region', { name: 'Statement' }).getByRole('button', { name: 'Show more' }).click();
  await expect(months).toHaveCount(13);
  const invoices = page.getByRole('region', { name: 'Invoices' });
  await invoices.getByRole('button', { name: 'Show more' }).click();
  // Thirteen months, and the trial's of nothing.
  await expect(invoices.getByRole('row').filter({ hasText: '$14.99' })).toHaveCount(13);
  await expect(invoices.getByRole('row').filter({ hasText: '$0.00' })).toHaveCount(1);
});
