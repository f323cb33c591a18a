import { AxeBuilder } from '@axe-core/playwright';
import { securityHeaders } from '../../infra/security-headers.ts';
import { apiUrl, siteUrl } from './addresses.ts';
import { expect, test } from './clean-page.ts';

/** A path may break before each of its slashes. */
const operation = (path: string) => new RegExp(`^(GET|POST)\\s*${path.replaceAll('/', '\\u200b?/')}`);

// Swagger UI is a large script that draws all operations at once: on a busy machine that takes its time.
test.describe.configure({ timeout: 90_000 });
const drawn = { timeout: 30_000 };

test('the footer leads to the developers page, and that to the reference', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('contentinfo').getByRole('link', { name: 'Developers' }).click();
  await expect(page).toHaveTitle('Developers · Cue');
  await page.getByRole('link', { name: 'API reference' }).click();
  await expect(page).toHaveURL(`${siteUrl}/api/docs`);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Cue API', drawn);
  await page.getByRole('link', { name: 'Developers' }).click();
  await expect(page).toHaveTitle('Developers · Cue');
});

test('the reference is made under the policy of all pages, from files of the site', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  const answer = await page.goto('/api/docs');
  expect(answer?.headers()).toMatchObject(securityHeaders);
  await expect(page.getByRole('button', { name: operation('/api/billing/holds') }).first()).toBeVisible(
    drawn,
  );
  expect(asked.filter((url) => !url.startsWith(siteUrl) && !url.startsWith('data:'))).toEqual([]);
});

test('an operation opens by keyboard, tells of its errors, and is tried out against this Cue', async ({
  page,
}) => {
  await page.goto('/api/docs');
  await page.getByPlaceholder('Filter by tag or path').fill('Plans');
  await page.getByRole('button', { name: operation('/api/payments/plans') }).focus(drawn);
  await page.keyboard.press('Enter');
  await expect(page.getByText('Service Unavailable: dependency_unavailable')).toBeVisible();
  await page.getByRole('button', { name: 'Try it out' }).click();
  await page.getByRole('button', { name: 'Execute' }).click();
  await expect(page.getByText('"tier": "STUDIO"').first()).toBeVisible(drawn);
});

test('an address names the operation that it opens', async ({ page }) => {
  await page.goto('/api/docs#/Billing/holdCredits');
  await expect(page.getByText('-d \'{"credits":3')).toBeVisible(drawn);
});

test('it is accessible and fits its screen, opened too', async ({ page }) => {
  // Halfway from the light to the dark nothing has contrast.
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto('/api/docs#/Billing/holdCredits');
  await expect(page.getByText('-d \'{"credits":3')).toBeVisible(drawn);
  // One chapter looks like any other: all of them take axe half a minute.
  await page.getByPlaceholder('Filter by tag or path').fill('Billing');
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.waitForTimeout(300);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([]);
  }
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
});

test.describe("at the API's own address", () => {
  // Where there is no site: its script is found at the second of two addresses only, and its font stays the site's own.
  test.use({ expectedFaults: ['reference/reference.js', 'instrument-sans.woff2'] });

  test('the same page takes its files from the site', async ({ page }) => {
    await page.goto(`${apiUrl}/api/docs`);
    await expect(page.getByRole('button', { name: operation('/api/billing/holds') }).first()).toBeVisible(
      drawn,
    );
  });
});

test.describe('without the script', () => {
  test.use({ javaScriptEnabled: false });

  test('all routes are listed by what they do', async ({ page }) => {
    await page.goto('/api/docs');
    await expect(
      page.getByRole('listitem').filter({ hasText: 'POST /api/billing/holds' }).first(),
    ).toContainText('Set credits aside');
  });
});
