import type { Page } from '@playwright/test';
import { siteUrl } from './addresses.ts';
import { expect, test } from './clean-page.ts';
import { answerWith } from './mocked-plan.ts';
import { generated, refusal } from './mocked-workflows.ts';
import { buy25 } from './money-back.ts';
import { balance, chooseAccount, expectBalance, signIn } from './shopper.ts';

const field = (page: Page) => page.getByLabel('What should happen?');
const draw = (page: Page) => page.getByRole('button', { name: 'Draw the workflow' });
const graph = (page: Page) => page.getByRole('region', { name: 'The graph' });
const code = (page: Page) => page.getByRole('region', { name: 'The code' });
const lit = (page: Page) => code(page).locator('[data-lit]');
const receipt = 'Receipt after a payment';

/** Answers every generation with the same, and tells which keys they were asked with. */
async function answerGenerations(page: Page, answer: object): Promise<string[]> {
  const keys: string[] = [];
  await page.route('**/api/workflows/generate', (route) => {
    keys.push(route.request().headers()['idempotency-key'] ?? '');
    return route.fulfill(answer);
  });
  return keys;
}

test('a visitor sees graph and code of an example within a second of choosing it', async ({ page }) => {
  await page.goto('/');
  await expect(field(page)).toBeFocused();
  await expect(page.getByText('Free here: 10 of 10 left today.')).toBeVisible();
  await expect(page.getByText('An example:')).toBeVisible();
  await page.getByRole('button', { name: receipt }).click();
  await expect(page.getByText('Free here: 9 of 10 left today.')).toBeVisible({ timeout: 1_000 });
  await expect(graph(page).getByRole('listitem')).toHaveCount(3);
  await expect(graph(page)).toContainText('Save to DynamoDB');
  await expect(code(page)).toContainText('def run(');
  await page.getByRole('tab', { name: 'TypeScript' }).click();
  await expect(code(page)).toContainText('async function run(');
});

test('pointing at a step lights up its lines, and pointing at a line its step', async ({
  page,
  isMobile,
}) => {
  await page.goto('/');
  const step = graph(page).getByRole('button', { name: /^Over \$500\?/ });
  await expect(step).toContainText('Leads to Ask the manager (yes) and Ship the order (no).');
  await step.focus();
  await expect(lit(page).first()).toContainText('Over $500?');
  await expect(lit(page).first()).toBeInViewport();
  test.skip(isMobile, 'a finger has nothing to point with');
  await code(page).locator('[data-line]').filter({ hasText: 'Ask the manager' }).hover();
  await expect(graph(page).getByRole('button', { name: /^Ask the manager/ })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
});

test('what a visitor drew is there after signing in, and is kept', async ({ page }) => {
  await page.goto('/');
  await field(page).fill('If an order is over $500, ask for approval, else ship');
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: 'Sign in to keep and edit it' }).click();
  await page.getByRole('link', { name: 'Continue with Google' }).click();
  await chooseAccount(page, 'edsger@example.com');
  await expect(field(page)).toHaveValue('If an order is over $500, ask for approval, else ship');
  await page.getByRole('button', { name: 'Save and edit' }).click();
  await expect(page).toHaveURL(/\/workflows\/wf_[0-9A-Z]{26}$/);
  await page.goto('/');
  await expect(field(page)).toHaveValue('');
});

test('with credits the price is said before, an example alone costs nothing, and the workflow opens saved', async ({
  page,
}) => {
  await signIn(page, 'grace@example.com');
  await buy25(page);
  const before = await balance(page);
  await page.goto('/');
  await expect(page.getByText(`1 credit will be used. You have ${before}.`)).toBeVisible();
  await page.getByRole('button', { name: receipt }).click();
  await expect(field(page)).toBeFocused();
  await expectBalance(page, before);
  await draw(page).click();
  await expect(page).toHaveURL(/\/workflows\/wf_[0-9A-Z]{26}$/);
  await expectBalance(page, before - 1);
});

test.describe('text that is no workflow', () => {
  test.use({ expectedFaults: ['422'] });

  test('is answered at the field, and the next letter takes that away', async ({ page }) => {
    await answerGenerations(page, refusal(422, 'not_a_workflow', 'There is nothing to do in this.'));
    await page.goto('/');
    await field(page).fill('The weather is nice today');
    await draw(page).click();
    await expect(page.getByRole('alert')).toHaveText('There is nothing to do in this.');
    await expect(field(page)).toHaveAttribute('aria-invalid', 'true');
    await expect(page.getByText('Free here: 10 of 10 left today.')).toBeVisible();
    await field(page).press('!');
    await expect(page.getByRole('alert')).toHaveCount(0);
  });
});

test.describe('when the free ones are used up', () => {
  test.use({ expectedFaults: ['429'] });

  test('the page says when there are new ones', async ({ page }) => {
    const sentence = 'The 10 free generations of today are used up.';
    await answerGenerations(page, refusal(429, 'rate_limited', sentence, { 'retry-after': '7200' }));
    await page.goto('/');
    await page.getByRole('button', { name: receipt }).click();
    await expect(page.getByRole('main').getByRole('status').filter({ hasText: sentence })).toContainText(
      /You can generate again at \d{1,2}:\d{2}\s[AP]M\./,
    );
    await expect(page.getByText('Free here: 0 of 10 left today.')).toBeVisible();
  });
});

test.describe('when a person without credits has used up the free ones elsewhere', () => {
  test.use({ expectedFaults: ['402'] });

  test('the page says that none is left today', async ({ page }) => {
    await signIn(page, 'edsger@example.com');
    await answerGenerations(page, refusal(402, 'insufficient_credits', 'Insufficient credits.'));
    await page.goto('/');
    await expect(page.getByText('Free here: 10 of 10 left today.')).toBeVisible();
    await field(page).fill('Every hour call https://example.com');
    await draw(page).click();
    await expect(page.getByText(/None of today.s 10 free ones is left. 1 credit is needed/)).toBeVisible();
    await expect(page.getByText('Nothing was generated.')).toBeVisible();
  });
});

test.describe('when credits are gone meanwhile', () => {
  test.use({ expectedFaults: ['402'] });

  test('nothing was charged, and buying is one click away', async ({ page }) => {
    await signIn(page, 'frances@example.com');
    const credits = { balance: 1, available: 1, held: 0, unlimited: false, tier: 'FREE' };
    await answerWith(page, { credits });
    await answerGenerations(page, refusal(402, 'insufficient_credits', 'Insufficient credits.'));
    await page.goto('/');
    await field(page).fill('Every hour call https://example.com');
    await draw(page).click();
    await expect(page.getByText('Nothing was generated.')).toBeVisible();
    await page.getByRole('main').getByRole('link', { name: 'Buy credits' }).first().click();
    await expect(page).toHaveURL(`${siteUrl}/credits`);
  });
});

test.describe('after an answer that was lost', () => {
  test.use({ expectedFaults: ['502'] });

  test('the same sentence is asked for by the same key, so that it is never paid twice', async ({ page }) => {
    const lost = await answerGenerations(page, { status: 502 });
    await page.goto('/');
    await page.getByRole('button', { name: receipt }).click();
    await expect(page.getByText('The same sentence is never charged twice')).toBeVisible();
    await page.unroute('**/api/workflows/generate');
    const answered = await answerGenerations(page, { json: generated() });
    await draw(page).click();
    await expect(page.getByText('MANAGER_EMAIL').first()).toBeVisible();
    expect(answered).toEqual(lost);
    await draw(page).click();
    await expect.poll(() => answered.length).toBe(2);
    expect(answered[1]).not.toBe(answered[0]);
  });
});
