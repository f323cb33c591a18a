import { stripeUrl } from './addresses.ts';
import { expect, test } from './clean-page.ts';
import { answerWith, daysFromNow, proPlan, someInvoices } from './mocked-plan.ts';
import { balance, expectBalance, payWithCard } from './shopper.ts';
import {
  changeCard,
  endAtStripe,
  failRenewal,
  payInvoice,
  signInWithoutPlan,
  signInWithPro,
  subscribe,
} from './subscriber.ts';

const soon = { timeout: 2_000 };
/** The page looks again every four seconds while something is on its way. */
const watched = { timeout: 12_000 };

const plan = (page: import('@playwright/test').Page) => page.getByRole('region', { name: 'Plan' });

test('a trial from the pricing page is on the account within two seconds, with its credits', async ({
  page,
  isMobile,
}) => {
  // A trial is once a person and once a card: each project has its own.
  const [email, card] = isMobile
    ? ['katherine@example.com', '3782 822463 10005']
    : ['alan@example.com', '5555 5555 5555 4444'];
  await signInWithoutPlan(page, email);
  await page.goto('/account');
  const before = await balance(page);
  await page.goto('/pricing');
  await page.getByRole('button', { name: 'Try Pro for 7 days' }).click();
  await page.waitForURL(`${stripeUrl}/c/pay/**`);
  await payWithCard(page, card);
  await page.waitForURL('**/account**', { waitUntil: 'commit' });
  await expect(page.getByRole('heading', { name: 'You are on Pro' })).toBeVisible(soon);
  await expect(page.getByRole('main')).toContainText(
    'Your trial has begun. 100 credits are in your balance.',
    soon,
  );
  await expect(page).toHaveURL(/\/account$/);
  await expect(plan(page)).toContainText('Trial');
  await expect(plan(page)).toContainText(/Free until .*, then \$14\.99 a month/);
  await expectBalance(page, before + 100);

  await page.goto('/pricing');
  await expect(page.getByRole('link', { name: 'Switch to Core' })).toBeVisible();
  await endAtStripe(page);
  await page.reload();
  await expect(page.getByRole('button', { name: 'Subscribe to Pro' })).toBeVisible();
});

test('a larger plan is shown with its price, paid and in effect', async ({ page }) => {
  await signInWithPro(page, 'barbara@example.com');
  await plan(page).getByRole('link', { name: 'Change plan' }).click();
  await page.getByRole('radio', { name: /^Studio/ }).check();
  const terms = page.getByRole('region', { name: 'Pro to Studio' });
  await expect(terms).toContainText(/To pay now\$15\.00|To pay now\$14\.99/);
  await expect(terms).toContainText(/Next payment\$29\.99 on/);
  await terms.getByRole('button', { name: /^Pay \$1\d\.\d\d and change$/ }).click();
  await expect(page.getByRole('heading', { name: 'You are on Studio' })).toBeVisible();
  await expect(page.getByRole('banner')).toContainText('Unlimited');
  await page.goto('/account/billing');
  await expect(page.getByRole('region', { name: 'Invoices' }).getByRole('row')).not.toHaveCount(1);
  await endAtStripe(page);
});

test('a declined upgrade keeps the old plan and says what to do; paid, it comes about', async ({ page }) => {
  await signInWithPro(page, 'barbara@example.com');
  await changeCard(page, 'pm_card_chargeCustomerFail');
  await page.goto('/account/plan?tier=STUDIO&interval=month');
  await page.getByRole('button', { name: /^Pay .* and change$/ }).click();
  await expect(page.getByRole('heading', { name: 'Your payment needs you' })).toBeVisible();
  await expect(page.getByRole('main')).toContainText('You keep Pro as it is');
  await page.getByRole('link', { name: 'Your account' }).click();
  await expect(plan(page)).toContainText('Your change to Studio waits for its payment.');
  await expect(plan(page)).toContainText('Renews on');
  const open = () => plan(page).getByRole('link', { name: 'Pay or confirm at Stripe' }).click();
  await payInvoice(page, open, '4242 4242 4242 4242');
  await expect(plan(page)).not.toContainText('waits for its payment', watched);
  await expect(plan(page)).toContainText('$29.99 a month');
  await expect(page.getByRole('banner')).toContainText('Unlimited');
  await endAtStripe(page);
});

test('a smaller plan waits for the end of the period, and can be undone', async ({ page }) => {
  await signInWithPro(page, 'donald@example.com');
  await page.goto('/account/plan?tier=CORE&interval=month');
  const terms = page.getByRole('region', { name: 'Pro to Core' });
  await expect(terms).toContainText('To pay now$0.00');
  await terms.getByRole('button', { name: 'Change to Core later' }).click();
  await expect(page.getByRole('heading', { name: 'Core is set' })).toBeVisible();
  await page.getByRole('link', { name: 'Your account' }).click();
  await expect(plan(page)).toContainText('Changes to Core, by the month, on');
  await plan(page).getByRole('button', { name: 'Stay on Pro' }).click();
  await expect(plan(page)).toContainText('Renews on');
  await page.reload();
  await expect(plan(page)).toContainText('Renews on');
  await endAtStripe(page);
});

test('canceling asks once and says until when; keeping it undoes that', async ({ page }) => {
  await signInWithPro(page, 'donald@example.com');
  await plan(page).getByRole('button', { name: 'Cancel plan' }).click();
  const dialog = page.getByRole('dialog', { name: 'Cancel Pro?' });
  await expect(dialog).toContainText('You keep Pro until');
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(plan(page)).toContainText('Renews on');

  await plan(page).getByRole('button', { name: 'Cancel plan' }).click();
  await dialog.getByRole('button', { name: 'Cancel Pro' }).click();
  await expect(plan(page)).toContainText('Ending');
  await expect(plan(page)).toContainText(/Ends on .*\. Nothing more is charged\./);
  await plan(page).getByRole('button', { name: 'Keep Pro' }).click();
  await expect(plan(page)).toContainText('Renews on');
  await endAtStripe(page);
});

test('a renewal that fails is said, paid on the invoice page, and fine again; the end is Free', async ({
  page,
}) => {
  await signInWithPro(page, 'donald@example.com');
  await failRenewal(page);
  await page.reload();
  await expect(plan(page)).toContainText('Payment failed');
  await expect(plan(page).getByRole('alert')).toContainText(/Until .* you keep Pro\./);
  const open = () => plan(page).getByRole('link', { name: 'Pay or confirm at Stripe' }).click();
  await payInvoice(page, open, '4242 4242 4242 4242');
  await expect(plan(page)).toContainText('Active', watched);
  await expect(plan(page).getByRole('alert')).toHaveCount(0);

  await endAtStripe(page);
  await page.reload();
  await expect(plan(page)).toContainText('Free');
  await expect(plan(page).getByRole('link', { name: 'See plans' })).toBeVisible();
});

test('ending a plan whose payment is due ends it at once and charges nothing more', async ({ page }) => {
  await signInWithPro(page, 'donald@example.com');
  await failRenewal(page);
  await page.reload();
  await plan(page).getByRole('button', { name: 'End plan' }).click();
  const dialog = page.getByRole('dialog', { name: 'End Pro?' });
  await expect(dialog).toContainText('Pro ends now, and the unpaid invoice is void.');
  await dialog.getByRole('button', { name: 'End Pro' }).click();
  await expect(plan(page).getByRole('link', { name: 'See plans' })).toBeVisible();
  await page.goto('/account/billing');
  await expect(page.getByRole('region', { name: 'Invoices' }).getByRole('row').nth(1)).toContainText('Void');
});

test('card and billing details open Stripe\u2019s portal, which leads back', async ({ page }) => {
  await signInWithPro(page, 'donald@example.com');
  await plan(page).getByRole('button', { name: 'Card and billing details' }).click();
  await page.waitForURL(`${stripeUrl}/**`);
  await expect(page.getByText('Visa').first()).toBeVisible();
  await page
    .getByRole('link', { name: /back|return/i })
    .first()
    .click();
  await expect(plan(page)).toContainText('Pro');
  await endAtStripe(page);
});

test('leaving the checkout of a plan comes back with nothing changed', async ({ page }) => {
  await signInWithoutPlan(page, 'donald@example.com');
  await page.goto('/pricing');
  await page.getByRole('button', { name: 'Subscribe to Studio' }).click();
  await page.waitForURL(`${stripeUrl}/c/pay/**`);
  await page.getByRole('link', { name: /back/i }).first().click();
  await expect(page.getByText('Nothing was charged.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Subscribe to Studio' })).toBeVisible();
});

test('an unlimited plan shows no number, and leaving it leaves the balance as it was', async ({ page }) => {
  await signInWithoutPlan(page, 'barbara@example.com');
  await page.goto('/account');
  const before = await balance(page);
  await subscribe(page, 'Studio', '4242 4242 4242 4242');
  await expect(page.getByRole('main')).toContainText('Credits are without limit from now on.');
  await expect(page.getByRole('banner').getByRole('link', { name: 'Balance: Unlimited' })).toBeVisible();
  await endAtStripe(page);
  await page.reload();
  await expectBalance(page, before);
});

test('a plan that does not come is not claimed; when it comes the page says so', async ({ page }) => {
  await signInWithoutPlan(page, 'donald@example.com');
  await answerWith(page, { subscription: null });
  await page.goto('/account?payment=success');
  await expect(page.getByRole('heading', { name: 'Checking your plan' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Waiting for Stripe to confirm your plan' })).toBeVisible();
  await expect(page.getByText('You are on')).toHaveCount(0);
  await page.unroute('**/api/payments/subscription');
  await answerWith(page, { subscription: proPlan({ current_period_start: daysFromNow(0) }) });
  await expect(page.getByRole('heading', { name: 'You are on Pro' })).toBeVisible();
  await expect(page.getByText('are in your balance')).toHaveCount(0);
});

test('a trial whose credits do not come says so, also on the billing page', async ({ page }) => {
  await page.clock.install();
  await signInWithoutPlan(page, 'donald@example.com');
  const current_period_start = daysFromNow(0);
  await answerWith(page, { subscription: proPlan({ status: 'trialing', current_period_start }) });
  await page.goto('/billing?payment=success');
  await expect(page).toHaveURL(/\/account\/billing$/);
  await expect(page.getByText('Looking for the credits that come with it.')).toBeVisible();
  await page.clock.fastForward(31_000);
  await expect(page.getByText('they come once per person and card')).toBeVisible();
});

test('earlier links of Stripe\u2019s returns lead to what they say', async ({ page }) => {
  await signInWithoutPlan(page, 'donald@example.com');
  await page.goto('/billing/success?session_id=cs_test_1');
  await expect(page.getByRole('heading', { name: 'Checking your plan' })).toBeVisible();
  await page.goto('/billing/cancel');
  await expect(page.getByText('Nothing was charged.')).toBeVisible();
});

test('after the end nothing is asked for, and card and billing details stay within reach', async ({
  page,
}) => {
  await signInWithoutPlan(page, 'donald@example.com');
  await answerWith(page, { subscription: null, invoices: someInvoices });
  await page.goto('/account/billing');
  const invoices = page.getByRole('region', { name: 'Invoices' });
  await expect(invoices.getByRole('row').nth(1)).toContainText('Not paid');
  await expect(invoices.getByRole('link', { name: /^Pay/ })).toHaveCount(0);
  await expect(plan(page).getByRole('button', { name: 'Card and billing details' })).toBeVisible();
});

test.describe('when Stripe is switched off', () => {
  test.use({ expectedFaults: ['503'] });

  test('the plan is the one that the balance has, and nothing is waited for', async ({ page }) => {
    await signInWithoutPlan(page, 'donald@example.com');
    const problem = { type: 'about:blank', title: 'No', status: 503, detail: 'Off', code: 'stripe_disabled' };
    await page.route('**/api/payments/config', (route) =>
      route.fulfill({ status: 503, json: { ...problem, requestId: 'req_1' } }),
    );
    const credits = { balance: 40, available: 40, held: 0, unlimited: true, tier: 'STUDIO' };
    await answerWith(page, { subscription: null, invoices: [], credits });
    await page.goto('/account/billing?payment=success');
    await expect(plan(page)).toContainText('Studio');
    await expect(plan(page)).toContainText('more about your plan cannot be shown now');
    await expect(page.getByText('invoices cannot be shown now')).toBeVisible();
    await expect(page.getByRole('heading', { name: 'Checking your plan' })).toHaveCount(0);
  });
});

test.describe('when the plan cannot be looked up', () => {
  test.use({ expectedFaults: ['502'] });

  test('the page says so, and Retry brings it', async ({ page }) => {
    await signInWithoutPlan(page, 'donald@example.com');
    let down = true;
    await page.route('**/api/payments/subscription', (route) =>
      down ? route.fulfill({ status: 502 }) : route.continue(),
    );
    await page.goto('/account');
    await expect(plan(page)).toContainText('Your plan could not be loaded.');
    down = false;
    await plan(page).getByRole('button', { name: 'Retry' }).click();
    await expect(plan(page)).toContainText('Free');
  });
});

test.describe('when a change gets no answer', () => {
  test.use({ expectedFaults: ['502'] });

  test('the page does not say that nothing changed, and trying again repeats the same key', async ({
    page,
  }) => {
    await signInWithPro(page, 'donald@example.com');
    const keys: (string | null)[] = [];
    await page.route('**/api/payments/change-plan', async (route) => {
      keys.push(await route.request().headerValue('idempotency-key'));
      await (keys.length === 1 ? route.fulfill({ status: 502 }) : route.continue());
    });
    await page.goto('/account/plan?tier=CORE&interval=month');
    await page.getByRole('button', { name: 'Change to Core later' }).click();
    await expect(page.getByRole('alert')).toContainText('It is not certain whether your plan was changed.');
    await page.getByRole('button', { name: 'Change to Core later' }).click();
    await expect(page.getByRole('heading', { name: 'Core is set' })).toBeVisible();
    expect(keys).toEqual([keys[0], keys[0]]);
    await endAtStripe(page);
  });
});
