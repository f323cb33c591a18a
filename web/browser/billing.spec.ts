import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expect, test } from './clean-page.ts';
import { tabTo } from './keyboard.ts';
import { buy25, spend } from './money-back.ts';
import { balance, signIn } from './shopper.ts';

const section = (page: Page, name: string) => page.getByRole('region', { name });
const rows = (page: Page) => section(page, 'Statement').locator('tbody tr:visible');
const partOf = (page: Page, name: string) =>
  section(page, 'Balance').getByText(name, { exact: true }).locator('..').getByRole('definition');

/** A number of the page, with its sign. */
async function shown(page: Page, name: string): Promise<number> {
  const text = await partOf(page, name).innerText();
  return Number(text.replaceAll(/\D/g, '')) * (text.startsWith('\u2212') ? -1 : 1);
}

test('the balance is shown with what it is made of, and that adds up', async ({ page }) => {
  await signIn(page, 'radia@example.com');
  await buy25(page);
  await spend(page, 4, 'Four workflows');
  await page.goto('/account/billing');
  await expect(partOf(page, 'Bought')).toHaveText(/^\+\d/);
  const names = [
    'Bought',
    'Granted by plans, trials and gifts',
    'Taken back by refunds and disputes',
    'Spent',
  ];
  let sum = 0;
  for (const name of names) if ((await partOf(page, name).count()) > 0) sum += await shown(page, name);
  // The card's heading has that name too; its last row is the sum.
  const total = await section(page, 'Balance').getByRole('definition').last().innerText();
  expect(sum).toBe(Number(total.replaceAll(/\D/g, '')) * (total.startsWith('\u2212') ? -1 : 1));
  expect(sum).toBe(await balance(page));
});

test('the statement is looked at by type and by days, with the balance after each line as it was', async ({
  page,
}) => {
  await signIn(page, 'radia@example.com');
  await buy25(page);
  await spend(page, 3, 'A workflow for the filter');
  await page.goto('/account/billing');
  const line = rows(page).filter({ hasText: 'A workflow for the filter' }).first();
  const before = await line.innerText();
  await page.getByLabel('Show', { exact: true }).selectOption('Spends');
  await expect(rows(page).filter({ hasText: 'One-time purchase' })).toHaveCount(0);
  expect(await line.innerText()).toBe(before);
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
  await page.getByLabel('From', { exact: true }).fill(tomorrow);
  await expect(page.getByText('Nothing of this kind happened in these days.')).toBeVisible();
  await page.getByLabel('To', { exact: true }).fill('2020-01-01');
  await expect(page.getByRole('alert')).toHaveText('The first day is after the last.');
  await page.getByRole('button', { name: 'Show everything' }).click();
  await expect(rows(page).filter({ hasText: 'One-time purchase' }).first()).toBeVisible();
});

test('the statement is saved as a file of all its lines, in which no text is a formula', async ({ page }) => {
  await signIn(page, 'radia@example.com');
  await buy25(page);
  await spend(page, 1, '=HYPERLINK("https://evil.example")');
  await page.goto('/account/billing');
  await page.getByLabel('Show', { exact: true }).selectOption('Spends');
  await expect(rows(page).first()).toContainText('HYPERLINK');
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download CSV' }).click();
  const file = await saved;
  expect(file.suggestedFilename()).toMatch(/^cue-statement-\d{4}-\d\d-\d\d\.csv$/);
  const [head, first = '', ...others] = readFileSync(await file.path(), 'utf8')
    .trim()
    .split('\r\n');
  expect(head).toContain('"Date","Type","What","Credits","Balance after"');
  expect(first).toMatch(
    /^"\d{4}-\d\d-\d\dT[\d:.]+Z","Spend","'=HYPERLINK\(""https:\/\/evil\.example""\)",-1,-?\d+,"spend",/,
  );
  for (const line of others) expect(line).toContain('"Spend"');
});

test('whoever falls low is told on the page what is left, and where to get more', async ({ page }) => {
  await signIn(page, 'radia@example.com');
  await buy25(page);
  const { available } = await (await page.request.get('/api/billing/credits')).json();
  if (available > 4) await spend(page, available - 4, 'All but four');
  await page.goto('/account/billing');
  await expect(page.getByText('4 credits left.')).toBeVisible();
  await page.getByRole('link', { name: 'Buy credits' }).first().click();
  await expect(page).toHaveURL(/\/credits/);
});

test('the statement is filtered with the keyboard alone', async ({ page, isMobile }) => {
  test.skip(isMobile, 'a phone has no keyboard to tab with');
  await signIn(page, 'radia@example.com');
  await buy25(page);
  await page.goto('/account/billing');
  await rows(page).first().waitFor();
  await tabTo(page, /^Everything/);
  await page.keyboard.type('Gr');
  await expect(page.getByText('Nothing of this kind happened in these days.')).toBeVisible();
  const everything = page.getByRole('button', { name: 'Show everything' });
  // Nothing is `:focus` while the parts of a date have it, so that `tabTo` would wait for ever.
  const isReached = () => everything.evaluate((button) => button === document.activeElement);
  for (let presses = 0; presses < 12 && !(await isReached()); presses += 1) await page.keyboard.press('Tab');
  await expect(everything).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(rows(page).filter({ hasText: 'One-time purchase' }).first()).toBeVisible();
});

test.describe('when parts cannot be loaded', () => {
  test.use({ expectedFaults: ['502'] });

  test('the page says so of each, and Retry brings them', async ({ page }) => {
    let down = true;
    await page.route(/\/api\/billing\/(balance|ledger)/, (route) =>
      down ? route.fulfill({ status: 502 }) : route.continue(),
    );
    await signIn(page, 'radia@example.com');
    await page.goto('/account/billing');
    await expect(page.getByText('What your balance is made of could not be loaded.')).toBeVisible();
    await expect(page.getByText('Your statement could not be loaded.')).toBeVisible();
    down = false;
    for (const name of ['Balance', 'Statement'])
      await section(page, name).getByRole('button', { name: 'Retry' }).click();
    await expect(page.getByText('could not be loaded')).toHaveCount(0);
  });
});
