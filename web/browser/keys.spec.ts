import { apiUrl } from './addresses.ts';
import { expect, test } from './clean-page.ts';
import { answerWith, proPlan } from './mocked-plan.ts';
import { signIn } from './shopper.ts';
import { signInWithoutPlan, signInWithPro } from './subscriber.ts';

const email = 'barbara@example.com';
const keysOf = (page: import('@playwright/test').Page) => page.getByRole('region', { name: 'API keys' });

/** What a program gets that calls with this key; it has no browser around it. */
async function statusWith(secret: string, path: string): Promise<number> {
  const headers = { authorization: `Bearer ${secret}` };
  return (await fetch(apiUrl + path, { headers })).status;
}
const creditsWith = (secret: string) => statusWith(secret, '/api/billing/credits');

test('who never subscribed is told where key and widget come from', async ({ page }) => {
  await signIn(page, 'edsger@example.com');
  await page.goto('/account/keys');
  await expect(keysOf(page)).toContainText('No API keys');
  await expect(page.getByRole('region', { name: 'Widget' })).toContainText('No widget yet');
  await page.getByRole('region', { name: 'Widget' }).getByRole('link', { name: 'See the plans' }).click();
  await expect(page).toHaveURL(/\/pricing$/);
});

test('a key is made, copied, works, and is refused from the moment it is revoked', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await signInWithPro(page, email);
  await page.goto('/account/keys');
  await page.getByRole('button', { name: 'New key' }).click();
  await page.getByLabel('Name').fill('Build server');
  await expect(page.getByLabel('Read balance and statement')).toBeChecked();
  await expect(page.getByLabel('Spend credits')).not.toBeChecked();
  await expect(page.getByLabel('Work with workflows')).not.toBeChecked();
  await page.getByLabel('Read and change the widget').check();
  await page.getByRole('button', { name: 'Make key' }).click();
  const dialog = page.getByRole('dialog', { name: 'Your API key' });
  await expect(dialog).toContainText('You will not see it again');
  const secret = await dialog.getByText(/^cue_dev_[0-9A-Za-z]{51}$/).innerText();
  await dialog.getByRole('button', { name: 'Copy the key' }).click();
  await expect(dialog.getByRole('button', { name: 'Copied the key' })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(secret);
  await dialog.getByRole('button', { name: 'I have stored it' }).click();
  expect(await creditsWith(secret)).toBe(200);
  expect(await statusWith(secret, '/api/billing/invoices')).toBe(403);

  await page.reload();
  const row = page.getByRole('listitem').filter({ hasText: secret.slice(0, 16) });
  await expect(row).toContainText('Build server');
  await expect(row).toContainText('Read balance and statement · Read and change the widget');
  await expect(page.getByText(secret)).toHaveCount(0);

  await row.getByRole('button', { name: 'Revoke Build server' }).click();
  await page.getByRole('button', { name: 'Keep key' }).click();
  expect(await creditsWith(secret)).toBe(200);
  await row.getByRole('button', { name: 'Revoke Build server' }).click();
  await page.getByRole('button', { name: 'Revoke key' }).click();
  await expect(row).toHaveCount(0);
  expect(await creditsWith(secret)).toBe(401);
});

test('without a plan that includes API keys the page says which do, and leads there', async ({ page }) => {
  await signInWithoutPlan(page, email);
  await page.goto('/account/keys');
  await expect(keysOf(page)).toContainText('Making keys takes Pro or Studio.');
  await expect(page.getByRole('button', { name: 'New key' })).toHaveCount(0);
  await page.getByRole('link', { name: 'Pro or Studio' }).click();
  await expect(page).toHaveURL(/\/pricing$/);
});

test.describe('when the plan ends while a key is being made', () => {
  test.use({ expectedFaults: ['/api/keys'] });

  test('the page says once what the API refuses', async ({ page }) => {
    await signInWithoutPlan(page, email);
    await answerWith(page, { subscription: proPlan() });
    await page.goto('/account/keys');
    await page.getByRole('button', { name: 'New key' }).click();
    await page.getByLabel('Name').fill('One more');
    await page.getByRole('button', { name: 'Make key' }).click();
    await expect(page.getByText('API keys need another plan.')).toBeVisible();
    await expect(keysOf(page).getByRole('link', { name: 'See the plans' })).toHaveCount(1);
  });
});

test('the key that came with the subscription shows its secret once', async ({ page, isMobile }) => {
  // Once in a life: each project has its own person.
  await signInWithPro(page, isMobile ? 'dennis@gmail.com' : 'tim@example.com');
  await page.goto('/account/keys');
  const row = page.getByRole('listitem').filter({ hasText: 'Your first key' });
  await expect(row).toContainText('Not shown yet');
  await row.getByRole('button', { name: 'Show Your first key' }).click();
  const dialog = page.getByRole('dialog', { name: 'Your API key' });
  const secret = await dialog.getByText(/^cue_dev_/).innerText();
  for (const press of ['Escape', 'Escape', 'Escape']) await page.keyboard.press(press);
  await expect(dialog).toContainText(secret);
  await dialog.getByRole('button', { name: 'I have stored it' }).click();
  await expect(dialog).toBeHidden();
  await expect(row.getByRole('button', { name: 'Show Your first key' })).toHaveCount(0);
  await expect(row).toContainText(secret.slice(-4));
  expect(await creditsWith(secret)).toBe(200);

  await row.getByRole('button', { name: 'New secret for Your first key' }).click();
  await page.getByRole('button', { name: 'Make new secret' }).click();
  const next = await dialog.getByText(/^cue_dev_/).innerText();
  await dialog.getByRole('button', { name: 'I have stored it' }).click();
  await expect(row).toContainText(next.slice(-4));
  expect([await creditsWith(secret), await creditsWith(next)]).toEqual([401, 200]);
});

test.describe('when they cannot be loaded', () => {
  test.use({ expectedFaults: ['502'] });

  test('the page says so for each, and Retry brings them', async ({ page }) => {
    let down = true;
    await page.route(/\/api\/(keys|widget)$/, (route) =>
      down ? route.fulfill({ status: 502 }) : route.continue(),
    );
    await signIn(page, email);
    await page.goto('/account/keys');
    await expect(page.getByText('Your API keys could not be loaded.')).toBeVisible();
    await expect(page.getByText('Your widget could not be loaded.')).toBeVisible();
    down = false;
    await page.getByRole('button', { name: 'Retry' }).first().click();
    await expect(page.getByText('Your API keys could not be loaded.')).toBeHidden();
    await page.getByRole('button', { name: 'Retry' }).click();
    await expect(page.getByText('Your widget could not be loaded.')).toBeHidden();
  });
});
