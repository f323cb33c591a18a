import { readFileSync } from 'node:fs';
import { expect, test } from './clean-page.ts';
import { tabTo } from './keyboard.ts';
import { balance, openCheckout, payWithCard, signIn } from './shopper.ts';

const email = 'margaret@example.com';

test('everything that is held is in one file, as JSON that people can read', async ({ page }) => {
  await signIn(page, email);
  await page.goto('/account');
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download my data' }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toMatch(/^cue-data-\d{4}-\d\d-\d\d\.json$/);
  await expect(page.getByText(/^Done: \d+ items are in your file\.$/)).toBeVisible();
  const { items } = JSON.parse(readFileSync(await download.path(), 'utf8'));
  const profile = items.find(({ kind }: { kind: string }) => kind === 'profile');
  expect(profile.data).toMatchObject({ email, firstName: 'Margaret' });
});

test.describe('when a page of it fails', () => {
  test.use({ expectedFaults: ['502'] });

  test('Retry goes on where it had come to, and nothing is in the file twice', async ({ page }) => {
    let calls = 0;
    const items = (from: number) =>
      [from, from + 1].map((number) => ({ kind: 'mail', data: { cause: `ord_${number}` } }));
    await page.route('**/api/account/export*', (route) => {
      calls += 1;
      const isSecond = route.request().url().includes('cursor=second');
      if (calls === 2) return route.fulfill({ status: 502 });
      const json = { items: items(isSecond ? 3 : 1), nextCursor: isSecond ? null : 'second' };
      return route.fulfill({ json });
    });
    await signIn(page, email);
    await page.goto('/account');
    await page.getByRole('button', { name: 'Download my data' }).click();
    await expect(page.getByText('Your data could not be downloaded.')).toBeVisible();
    const downloading = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Retry' }).click();
    const file = JSON.parse(readFileSync(await (await downloading).path(), 'utf8'));
    expect(file.items).toEqual([...items(1), ...items(3)]);
  });
});

test('an account is deleted by typing its address, and whoever comes back begins anew', async ({ page }) => {
  await signIn(page, email);
  await openCheckout(page, 25);
  await payWithCard(page, '4242 4242 4242 4242');
  await page.getByRole('link', { name: 'See your statement' }).click();
  expect(await balance(page)).toBeGreaterThan(0);

  await page.goto('/account');
  await page.getByRole('button', { name: 'Delete my account' }).focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Delete your account?' });
  await expect(dialog.getByText(/^Your \d+ credits are lost\.$/)).toBeVisible();
  await dialog.getByLabel(`Type ${email} to confirm`).fill('margaret');
  await page.keyboard.press('Enter');
  await expect(dialog.getByText(`Type ${email} to confirm.`)).toBeVisible();
  await dialog.getByLabel(`Type ${email} to confirm`).fill(email);
  await tabTo(page, /^Delete my account$/);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Your account is deleted' })).toBeVisible();
  expect(new URL(page.url()).pathname).toBe('/goodbye');

  await page.goto('/account');
  await expect(page).toHaveURL(/\/login/);
  await signIn(page, email);
  await page.goto('/account');
  expect(await balance(page)).toBe(0);
  await page.goto('/goodbye');
  await expect(page).toHaveURL(/\/account$/);
});

test('who thinks better of it keeps everything', async ({ page }) => {
  await signIn(page, email);
  await page.goto('/account');
  const ask = page.getByRole('button', { name: 'Delete my account' });
  await ask.click();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(ask).toBeFocused();
  await ask.click();
  await page.getByRole('button', { name: 'Keep my account' }).click();
  await page.reload();
  await expect(page.getByRole('button', { name: /^Signed in as Margaret/ })).toBeVisible();
});
