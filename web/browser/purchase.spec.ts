import { siteUrl, stripeUrl } from './addresses.ts';
import { expect, test } from './clean-page.ts';
import { tabTo } from './keyboard.ts';
import { mailsTo } from './mailbox.ts';
import {
  balance,
  chooseAccount,
  expectBalance,
  openCheckout,
  payByBankDebit,
  payWithCard,
  signIn,
} from './shopper.ts';

async function setWebhookFaults(faults: { dropFirst?: number }): Promise<void> {
  const answer = await fetch(`${stripeUrl}/_sim/webhooks`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(faults),
  });
  expect(answer.ok).toBe(true);
}

test('25 credits bought by card are there within two seconds, without a reload', async ({ page }) => {
  await signIn(page, 'ada@example.com');
  await page.goto('/account');
  const before = await balance(page);
  await openCheckout(page, 25);
  await payWithCard(page, '4242 4242 4242 4242');
  await page.waitForURL(`${siteUrl}/payment/success?**`, { waitUntil: 'commit' });

  const soon = { timeout: 2_000 };
  await expect(page.getByRole('heading', { name: '25 credits added' })).toBeVisible(soon);
  await expect(page.getByRole('main')).toContainText(`Your balance${before + 25}`, soon);
  await expectBalance(page, before + 25);
});

test('the price is shown live, and the smallest payment only when it applies', async ({ page }) => {
  await signIn(page, 'ada@example.com');
  await page.goto('/credits');
  const field = page.getByLabel('Credits', { exact: true });
  for (const [credits, price] of [
    ['24', '$5.00'],
    ['25', '$5.00'],
    ['26', '$5.20'],
    ['100000', '$20,000.00'],
  ] as const) {
    await field.fill(credits);
    await expect(page.getByRole('status').filter({ hasText: '$' })).toHaveText(price);
    await expect(page.getByText('the smallest payment is')).toHaveCount(credits === '24' ? 1 : 0);
  }
  await field.fill('24');
  await page.getByRole('button', { name: 'Take 25 credits for the same money' }).click();
  await expect(field).toHaveValue('25');
});

for (const [typed, reason] of [
  ['0', 'Credits must be at least 1'],
  ['1.5', 'Credits must be a whole number'],
  ['', 'Credits must be a whole number'],
  ['100001', 'Credits must be at most 100,000'],
] as const) {
  test(`${typed === '' ? 'nothing' : typed} is no number of credits to buy, and the form says why`, async ({
    page,
  }) => {
    await signIn(page, 'ada@example.com');
    await page.goto('/credits');
    await page.getByLabel('Credits', { exact: true }).fill(typed);
    await page.getByRole('button', { name: /^Buy/ }).click();
    await expect(page.getByText(reason)).toBeVisible();
    await expect(page).toHaveURL(`${siteUrl}/credits`);
  });
}

test('a declined card says so on the checkout page, and nothing changes', async ({ page }) => {
  await signIn(page, 'grace@example.com');
  await page.goto('/account');
  const before = await balance(page);
  await openCheckout(page, 25);
  await payWithCard(page, '4000 0000 0000 0002');
  await expect(page.getByRole('alert')).toContainText('declined');
  await expect(page).toHaveURL(new RegExp(`^${stripeUrl}/c/pay/`));
  await page.goto('/account');
  await expectBalance(page, before);
});

test('leaving the checkout page comes back with nothing changed', async ({ page }) => {
  await signIn(page, 'grace@example.com');
  await page.goto('/account');
  const before = await balance(page);
  await openCheckout(page, 25);
  await page.getByRole('link', { name: /back/i }).first().click();
  await expect(page).toHaveURL(`${siteUrl}/payment/cancel`);
  await expect(page.getByRole('heading', { name: 'Nothing was charged' })).toBeVisible();
  await expectBalance(page, before);
});

test('a double click opens one checkout', async ({ page }) => {
  await signIn(page, 'grace@example.com');
  await page.goto('/credits');
  const keys: (string | null)[] = [];
  page.on('request', async (request) => {
    if (request.url().endsWith('/create-one-time-payment'))
      keys.push(await request.headerValue('idempotency-key'));
  });
  await page.getByRole('button', { name: 'Buy 25 credits for $5.00' }).dblclick();
  await page.waitForURL(`${stripeUrl}/c/pay/**`);
  expect(keys).toEqual([expect.stringMatching(/^[0-9a-f-]{36}$/)]);
});

test('credits are bought with the keyboard alone', async ({ page, isMobile }) => {
  test.skip(isMobile, 'a phone has no keyboard to tab with');
  await signIn(page, 'katherine@example.com');
  await page.goto('/account');
  const before = await balance(page);
  await tabTo(page, /^Buy credits$/);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Buy credits' })).toBeFocused();
  await tabTo(page, /^credits$/);
  await page.keyboard.press('ArrowUp');
  await tabTo(page, /^Buy 30 credits/);
  await page.keyboard.press('Enter');
  await page.waitForURL(`${stripeUrl}/c/pay/**`);
  await tabTo(page, /^card$/);
  await page.keyboard.type('4242424242424242');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: '30 credits added' })).toBeVisible();
  await expectBalance(page, before + 30);
});

test("while Stripe's event is on its way the page says so, and then that the credits are there", async ({
  page,
}) => {
  await signIn(page, 'barbara@example.com');
  await openCheckout(page, 50);
  // Each event's first deliveries are lost, so Stripe sends them again after 1 and 2 seconds more.
  await setWebhookFaults({ dropFirst: 10 });
  try {
    await payWithCard(page, '4242 4242 4242 4242');
    await expect(page.getByRole('heading', { name: 'Checking your payment' })).toBeVisible();
    await expect(page.getByRole('heading', { name: 'Stripe has your payment' })).toBeVisible();
    await expect(page.getByRole('heading', { name: '50 credits added' })).toBeVisible({ timeout: 20_000 });
  } finally {
    await setWebhookFaults({});
  }
});

test('a bank debit is explained while it is on its way, and then credited', async ({ page }) => {
  await signIn(page, 'barbara@example.com');
  await openCheckout(page, 25);
  await payByBankDebit(page, 'Bank debit, paid after');
  await expect(page.getByRole('heading', { name: 'Your bank is sending the money' })).toBeVisible();
  await expect(page.getByRole('heading', { name: '25 credits added' })).toBeVisible({ timeout: 20_000 });
});

test('a bank debit that fails says that nothing was charged, and a mail says so too', async ({ page }) => {
  await signIn(page, 'donald@example.com');
  await page.goto('/account');
  const before = await balance(page);
  const mailsBefore = (await mailsTo('donald@example.com')).length;
  await openCheckout(page, 25);
  await payByBankDebit(page, 'Bank debit, fails after');
  await expect(page.getByRole('heading', { name: 'The payment did not go through' })).toBeVisible({
    timeout: 20_000,
  });
  await expectBalance(page, before);
  await expect.poll(async () => (await mailsTo('donald@example.com')).length).toBe(mailsBefore + 1);
});

test("another person's checkout session is not shown", async ({ page, browser }) => {
  await signIn(page, 'tim@example.com');
  await openCheckout(page, 25);
  const sessionId = new URL(page.url()).pathname.split('/').at(-1);
  const other = await browser.newPage();
  await signIn(other, 'grace@example.com');
  await other.goto(`/payment/success?session_id=${sessionId}`);
  await expect(other.getByRole('heading', { name: 'This payment is not among your latest' })).toBeVisible();
  await other.close();
});

test.describe('when the session has ended meanwhile', () => {
  test.use({ expectedFaults: ['401'] });

  test('buying says so, and signing in comes back to the same number of credits', async ({
    page,
    context,
  }) => {
    await signIn(page, 'grace@example.com');
    await page.goto('/credits?credits=60');
    await page.getByRole('button', { name: 'Buy 60 credits for $12.00' }).waitFor();
    await context.clearCookies();
    await page.getByRole('button', { name: 'Buy 60 credits for $12.00' }).click();
    await expect(page.getByRole('alert')).toContainText('You are signed out. Nothing was charged.');
    await page.getByRole('link', { name: 'Sign in to buy 60 credits for $12.00' }).click();
    await page.getByRole('link', { name: 'Continue with Google' }).click();
    await chooseAccount(page, 'grace@example.com');
    await expect(page.getByRole('button', { name: 'Buy 60 credits for $12.00' })).toBeVisible();
  });
});

test.describe('when Stripe is switched off', () => {
  test.use({ expectedFaults: ['503'] });

  test('the site hides buying and says why', async ({ page }) => {
    await page.route('**/api/payments/config', (route) =>
      route.fulfill({
        status: 503,
        contentType: 'application/problem+json',
        json: {
          type: 'about:blank',
          title: 'Service Unavailable',
          status: 503,
          detail: 'Stripe integration is disabled',
          code: 'stripe_disabled',
          requestId: 'req_1',
        },
      }),
    );
    await signIn(page, 'edsger@example.com');
    await page.goto('/account');
    await expect(page.getByText('Nothing here yet')).toBeVisible();
    await expect(page.getByRole('link', { name: /Buy/ })).toHaveCount(0);
    await expect(page.getByRole('region', { name: 'Devices' })).toBeVisible();
    await expect(page.getByText(/^Invite others$|Payments by Stripe/)).toHaveCount(0);
    await page.goto('/account/keys');
    await expect(page.getByText('No widget yet')).toBeVisible();
    await expect(page.getByRole('link', { name: 'See the plans' })).toHaveCount(0);
    await page.goto('/credits');
    await expect(page.getByText('Credits cannot be bought here right now.')).toBeVisible();
  });
});
