import type { Locator, Page } from '@playwright/test';
import { stripeUrl } from './addresses.ts';
import { expect, test } from './clean-page.ts';
import { tabTo } from './keyboard.ts';
import { buy25, dispute, fallTwentyShort, refund, spend, winDispute } from './money-back.ts';
import { balance, expectBalance, openCheckout, payByBankDebit, signIn } from './shopper.ts';

const section = (page: Page, name: 'Payments' | 'Statement'): Locator => page.getByRole('region', { name });

/** The latest payment, below the headings. */
const latestPayment = (page: Page): Locator => section(page, 'Payments').getByRole('row').nth(1);

// By its words: a refund's time is in whole seconds, so one made in its purchase's second stands below it.
const statementLine = (page: Page, words: string): Locator =>
  section(page, 'Statement').getByRole('row').filter({ hasText: words }).first();

test('a refund in part, and then of the rest, are lines of the statement and stand with their payment', async ({
  page,
}) => {
  await signIn(page, 'radia@example.com');
  await page.goto('/account');
  const before = await balance(page);
  await buy25(page);
  await refund(page, 200, 10);
  await page.goto('/account/billing');
  await expect(latestPayment(page)).toContainText('25 credits');
  await expect(latestPayment(page)).toContainText('$2.00 refunded · 10 credits taken back');
  await expect(latestPayment(page)).toContainText('Refunded in part');
  await page.goto('/account');
  await expect(statementLine(page, 'Partial refund')).toContainText('\u221210');
  await expectBalance(page, before + 15);

  await refund(page, 300, 25);
  await page.goto('/account/billing');
  await expect(latestPayment(page)).toContainText('$5.00 refunded · 25 credits taken back');
  await expect(latestPayment(page).getByText('Refunded', { exact: true })).toBeVisible();
  await expectBalance(page, before);
});

test('credits that were spent before their refund leave a balance below zero, which the next purchase fills', async ({
  page,
}) => {
  await signIn(page, 'radia@example.com');
  await fallTwentyShort(page);
  await page.goto('/account');
  await expect(page.getByText('You are 20 credits short.')).toBeVisible();
  await expect(page.getByText('Your next purchase fills this first')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Balance' })).toContainText('\u221220credits');
  await expect(
    page.getByRole('banner').getByRole('link', { name: 'Balance: \u221220 credits' }),
  ).toBeVisible();
  await expect(statementLine(page, 'Spend')).toContainText('Four workflows exported as projects');

  await page.getByRole('main').getByRole('link', { name: 'Buy credits' }).click();
  await expect(page.getByText('Your balance is \u221220.')).toBeVisible();
  await expect(page.getByText('After this purchase: 5 credits.')).toBeVisible();
  await page.getByLabel('Credits', { exact: true }).fill('10');
  await expect(page.getByText('After this purchase: \u221210 credits, still below zero.')).toBeVisible();
  await page.getByLabel('Credits', { exact: true }).fill('');
  await expect(page.getByText('Your next purchase fills that first.')).toBeVisible();

  await buy25(page);
  await expect(page.getByText('It was \u221220, which these credits filled first.')).toBeVisible();
  await expect(page.getByRole('main')).toContainText('Your balance5');
  await expectBalance(page, 5);
  await page.goto('/account');
  await expect(page.getByRole('region', { name: 'Balance' })).toContainText('5credits');
  await expect(page.getByText('credits short')).toHaveCount(0);
});

test('the new balance counts up from below zero', async ({ page }) => {
  await signIn(page, 'radia@example.com');
  await fallTwentyShort(page);
  await page.addInitScript(() => {
    const shown: string[] = [];
    Object.assign(window, { shown });
    const note = () =>
      shown.push(document.querySelector('main [aria-hidden].font-semibold')?.textContent ?? '');
    new MutationObserver(note).observe(document, { childList: true, subtree: true, characterData: true });
  });
  await buy25(page);
  await expect(page.getByRole('main')).toContainText('Your balance5');
  const shown = await page.evaluate((): string[] => Reflect.get(window, 'shown'));
  expect(shown.find((text) => text !== '')).toBe('\u221220');
});

test('a payment page that is opened again after a refund says so, and makes up no debt', async ({ page }) => {
  await signIn(page, 'radia@example.com');
  await page.goto('/account');
  const before = await balance(page);
  await buy25(page);
  const address = page.url();
  await refund(page, 500, 25);
  await page.goto(address);
  await expect(page.getByText('Since then: $5.00 refunded · 25 credits taken back.')).toBeVisible();
  await expect(page.getByRole('main')).toContainText(`Your balance${before}`);
  await expect(page.getByText('filled first')).toHaveCount(0);
});

test('a dispute takes the credits back, and gives them again when the bank decides that the payment stands', async ({
  page,
}) => {
  await signIn(page, 'tim@example.com');
  await page.goto('/account');
  const before = await balance(page);
  await buy25(page);
  const disputeId = await dispute(page, 25);
  await page.goto('/account/billing');
  await expect(latestPayment(page)).toContainText('Disputed');
  await expect(latestPayment(page)).toContainText(
    '$5.00 disputed: your bank has taken it back · 25 credits taken back',
  );
  await page.goto('/account');
  await expect(statementLine(page, 'Payment dispute')).toContainText('\u221225');
  await expectBalance(page, before);

  await winDispute(page, disputeId);
  await page.goto('/account/billing');
  await expect(latestPayment(page).getByText('Paid', { exact: true })).toBeVisible();
  await expect(latestPayment(page)).not.toContainText('taken back');
  await page.goto('/account');
  await expect(statementLine(page, 'Payment dispute over, given back')).toContainText('+25');
  await expectBalance(page, before + 25);
});

test('the cause of a refund opens, and the way to buying again is walked, with the keyboard alone', async ({
  page,
  isMobile,
}) => {
  test.skip(isMobile, 'a phone has no keyboard to tab with');
  await signIn(page, 'radia@example.com');
  await fallTwentyShort(page);
  await page.goto('/account');
  await page.getByText('You are 20 credits short.').waitFor();
  await tabTo(page, /^Cause of refund \u221225$/);
  await page.keyboard.press('Enter');
  const shown = page.getByRole('definition').filter({ visible: true });
  await expect(shown.filter({ hasText: 'Stripe refund' })).toHaveCount(1);
  await expect(shown.filter({ hasText: /^re_/ })).toHaveCount(1);
  await page.reload();
  await page.getByText('You are 20 credits short.').waitFor();
  await tabTo(page, /^Buy credits$/);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Buy credits' })).toBeFocused();
  await page.getByRole('button', { name: 'Buy 25 credits' }).waitFor();
  await tabTo(page, /^Buy 25 credits/);
  await expect(page.getByText('After this purchase: 5 credits.')).toBeVisible();
  await page.keyboard.press('Enter');
  await page.waitForURL(`${stripeUrl}/c/pay/**`);
  await page.getByLabel('Card number').fill('4242 4242 4242 4242');
  await page.keyboard.press('Enter');
  await expect(page.getByText('It was \u221220, which these credits filled first.')).toBeVisible();
});

test('a payment that did not go through is listed, a checkout that was left is not', async ({ page }) => {
  await signIn(page, 'donald@example.com');
  await openCheckout(page, 26);
  await payByBankDebit(page, 'Bank debit, fails after');
  await page.getByRole('heading', { name: 'The payment did not go through' }).waitFor({ timeout: 20_000 });
  await openCheckout(page, 27);
  await page.goto('/account/billing');
  await expect(latestPayment(page)).toContainText('Did not go through');
  await expect(latestPayment(page)).toContainText('$5.20');
  await expect(section(page, 'Payments')).not.toContainText('$5.40');
});

test('a long reason without a space leaves the rest of its line in sight', async ({ page }) => {
  await signIn(page, 'tim@example.com');
  await buy25(page);
  await spend(page, 1, 'workflow'.repeat(25));
  await page.goto('/account');
  const line = statementLine(page, 'workflowworkflow');
  // Down to it, and not sideways.
  await line.evaluate((row) => window.scrollBy(0, row.getBoundingClientRect().top - 100));
  await expect(line.getByRole('button', { name: 'Cause of spend \u22121' })).toBeInViewport({ ratio: 1 });
});

test('payments grow by "Show more", and past pages of checkouts that were left', async ({ page }) => {
  const row = (status: 'paid' | 'expired', dollars: number) => ({
    id: `ord_${dollars}`,
    description: `${dollars * 5} credits`,
    amount: dollars * 100,
    currency: 'usd',
    status,
    credits_granted: status === 'paid' ? dollars * 5 : 0,
    amount_refunded: 0,
    amount_disputed: 0,
    credits_clawed_back: 0,
    checkout_session_id: null,
    created_at: '2026-11-20T14:03:00.000Z',
  });
  const pages: Record<string, object> = {
    first: { payments: [11, 12, 13, 14, 15].map((dollars) => row('paid', dollars)), next_cursor: 'second' },
    second: { payments: [row('expired', 16)], next_cursor: 'third' },
    third: { payments: [row('paid', 17)], next_cursor: null },
  };
  await page.route('**/api/billing/payments*', (route) => {
    const cursor = new URL(route.request().url()).searchParams.get('cursor') ?? 'first';
    return route.fulfill({ json: pages[cursor] });
  });
  await signIn(page, 'edsger@example.com');
  await page.goto('/account/billing');
  await expect(section(page, 'Payments')).toContainText('$15.00');
  await expect(section(page, 'Payments')).not.toContainText('$17.00');
  await section(page, 'Payments').getByRole('button', { name: 'Show more' }).click();
  await expect(section(page, 'Payments')).toContainText('$17.00');
  await expect(section(page, 'Payments')).not.toContainText('$16.00');
  await expect(page.getByRole('button', { name: 'Show more' })).toHaveCount(0);
});

test.describe('when payments cannot be loaded', () => {
  test.use({ expectedFaults: ['502'] });

  test('the page says so, and Retry brings them', async ({ page }) => {
    let down = true;
    await page.route('**/api/billing/payments*', (route) =>
      down ? route.fulfill({ status: 502 }) : route.continue(),
    );
    await signIn(page, 'edsger@example.com');
    await page.goto('/account/billing');
    await expect(page.getByText('Your payments could not be loaded.')).toBeVisible();
    down = false;
    await page.getByRole('button', { name: 'Retry' }).click();
    await expect(page.getByText('No payments yet.')).toBeVisible();
  });
});
