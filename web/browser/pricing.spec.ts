import { siteUrl } from './addresses.ts';
import { expect, test } from './clean-page.ts';
import { tabTo } from './keyboard.ts';
import { answerWith, changePlans, proPlan } from './mocked-plan.ts';
import { chooseAccount, signIn } from './shopper.ts';

const column = (page: import('@playwright/test').Page, plan: string) =>
  page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: plan, exact: true }) });

test('what pressing a button will cost stands beside it, with the trial that applies', async ({ page }) => {
  await page.goto('/pricing');
  await expect(column(page, 'Pro')).toContainText(
    '7 days free with 100 credits, once per person and card, then $14.99 a month. Cancel any time before.',
  );
  await expect(column(page, 'Studio')).toContainText('$29.99 today, then every month. Cancel any time.');
});

test('by the year the saved amount is shown to the cent, and plans without that price say so', async ({
  page,
}) => {
  await page.goto('/pricing');
  await expect(page.getByText('Pro by the year saves $30.88')).toBeVisible();
  await page.getByText('By the year', { exact: true }).click();
  await expect(column(page, 'Pro')).toContainText('$149.00a year');
  await expect(column(page, 'Pro')).toContainText('$12.42 a month, $30.88 a year less.');
  await expect(column(page, 'Core')).toContainText('Only by the month.');
  await expect(page).toHaveURL(`${siteUrl}/pricing?interval=year`);
});

test('the choice of month or year is not offered when no plan has a yearly price', async ({ page }) => {
  await changePlans(page, ({ prices }) => ({
    prices: prices.filter(({ interval }) => interval === 'month'),
  }));
  await page.goto('/pricing');
  await expect(column(page, 'Pro')).toContainText('$14.99');
  await expect(page.getByRole('radio')).toHaveCount(0);
});

test('a plan that is sold by talking leads to the contact of the catalog', async ({ page }) => {
  await changePlans(page, ({ tier }) =>
    tier === 'STUDIO' ? { prices: [], contact: 'sales@example.com' } : {},
  );
  await page.goto('/pricing');
  await expect(column(page, 'Studio')).toContainText('By agreement');
  await expect(column(page, 'Studio').getByRole('link', { name: 'Talk to us' })).toHaveAttribute(
    'href',
    'mailto:sales@example.com',
  );
});

test('signing in on the way comes back to the plan and interval that were chosen', async ({ page }) => {
  await page.goto('/pricing?interval=year');
  await page.getByRole('link', { name: 'Try Pro for 7 days' }).click();
  await expect(page.getByText('To subscribe to your plan')).toBeVisible();
  await page.getByRole('link', { name: 'Continue with Google' }).click();
  await chooseAccount(page, 'grace@example.com');
  await expect(page).toHaveURL(`${siteUrl}/pricing?tier=PRO&interval=year`);
  await expect(column(page, 'Pro').getByRole('button')).toBeFocused();
  await expect(column(page, 'Pro')).toContainText('$149.00a year');
});

test('to who has a plan no button sells a second one', async ({ page }) => {
  await signIn(page, 'grace@example.com');
  await answerWith(page, { subscription: proPlan() });
  await page.goto('/pricing');
  await expect(column(page, 'Pro')).toContainText('Your plan');
  await expect(column(page, 'Core').getByRole('link', { name: 'Switch to Core' })).toBeVisible();
  await expect(page.getByRole('button', { name: /^(Try|Subscribe)/ })).toHaveCount(0);
  await page.getByText('By the year', { exact: true }).click();
  await expect(column(page, 'Pro').getByRole('link', { name: 'Pay by the year' })).toHaveAttribute(
    'href',
    '/account/plan?tier=PRO&interval=year',
  );
});

test('while a payment is due no button leads to a change that would be refused', async ({ page }) => {
  await signIn(page, 'grace@example.com');
  await answerWith(page, { subscription: proPlan({ status: 'past_due' }) });
  await page.goto('/pricing');
  await expect(column(page, 'Studio').getByRole('link', { name: 'Pay what is due first' })).toHaveAttribute(
    'href',
    '/account',
  );
  await expect(page.getByRole('link', { name: /^Switch/ })).toHaveCount(0);
});

test('who pays by the year finds their plan marked', async ({ page }) => {
  await signIn(page, 'grace@example.com');
  await answerWith(page, { subscription: proPlan({ interval: 'year', amount: 14_900 }) });
  await page.goto('/pricing');
  await expect(page.getByRole('radio', { name: 'By the year' })).toBeChecked();
  await expect(column(page, 'Pro')).toContainText('Your plan');
  await page.getByText('By the month', { exact: true }).click();
  await expect(column(page, 'Pro').getByRole('link', { name: 'Pay by the month' })).toBeVisible();
});

test('leaving Stripe\u2019s page says that nothing was charged, once, and leaves the address clean', async ({
  page,
}) => {
  await page.goto('/pricing?payment=canceled');
  await expect(page.getByText('Nothing was charged.')).toBeVisible();
  await expect(page).toHaveURL(`${siteUrl}/pricing`);
  await page.getByRole('button', { name: 'Dismiss' }).click();
  await expect(page.getByText('Nothing was charged.')).toHaveCount(0);
});

test('a plan is chosen with the keyboard alone', async ({ page, isMobile }) => {
  test.skip(isMobile, 'a phone has no keyboard to tab with');
  await page.goto('/pricing');
  await expect(column(page, 'Pro')).toBeVisible();
  await tabTo(page, /^Pricing$/);
  for (let presses = 0; presses < 12; presses += 1) {
    await page.keyboard.press('Tab');
    if (
      await page
        .getByRole('radio', { name: 'By the month' })
        .evaluate((radio) => radio === document.activeElement)
    )
      break;
  }
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('radio', { name: 'By the year' })).toBeChecked();
  await tabTo(page, /^Try Pro/);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/login\?return_to=%2Fpricing%3Ftier%3DPRO/);
});

test('at 360 pixels nothing is wider than the screen', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await signIn(page, 'grace@example.com');
  await answerWith(page, {
    subscription: proPlan({ status: 'past_due', payment_url: 'https://invoice.stripe.com/i/1' }),
  });
  for (const path of ['/pricing', '/account', '/account/billing', '/account/keys', '/account/plan']) {
    await page.goto(path);
    await page.waitForLoadState('networkidle');
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect({ path, overflow: Math.max(overflow, 0) }).toEqual({ path, overflow: 0 });
  }
});

for (const { status, code, said } of [
  { status: 409, code: 'subscription_exists', said: 'You have a plan already.' },
  { status: 502, code: 'upstream_failed', said: 'Stripe did not answer.' },
  { status: 503, code: 'payments_not_set_up', said: 'Plans cannot be bought right now.' },
]) {
  test.describe(`when checkout answers ${status}`, () => {
    test.use({ expectedFaults: [String(status)] });

    test('the page says why, and that nothing was charged', async ({ page }) => {
      const problem = {
        type: 'about:blank',
        title: 'No',
        status,
        detail: 'Stripe did not answer.',
        code,
        requestId: 'req_1',
      };
      await page.route('**/api/payments/create-checkout-session', (route) =>
        route.fulfill({ status, json: problem }),
      );
      await signIn(page, 'grace@example.com');
      await page.goto('/pricing');
      await column(page, 'Studio').getByRole('button').click();
      await expect(column(page, 'Studio').getByRole('alert')).toContainText(said);
      await expect(column(page, 'Studio').getByRole('alert')).toContainText('Nothing was charged.');
    });
  });
}

test.describe('when Stripe is switched off', () => {
  test.use({ expectedFaults: ['503'] });

  test('the plans are shown, and nothing can be bought', async ({ page }) => {
    const problem = {
      type: 'about:blank',
      title: 'No',
      status: 503,
      detail: 'Stripe integration is disabled',
      code: 'stripe_disabled',
      requestId: 'req_1',
    };
    await page.route('**/api/payments/config', (route) => route.fulfill({ status: 503, json: problem }));
    await page.goto('/pricing');
    await expect(page.getByText('Plans cannot be bought here right now.')).toBeVisible();
    await expect(column(page, 'Pro')).toContainText('$14.99');
    await expect(page.getByRole('main').getByRole('link')).toHaveCount(0);
    await expect(page.getByRole('navigation', { name: 'Main' }).getByRole('link')).toHaveCount(0);
  });
});
