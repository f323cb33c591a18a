import { expect, test } from '@jest/globals';
import type Stripe from 'stripe';
import { postForm } from '../testing/lab.ts';
import { type BillingLab, billingEvents, DAY, openBillingLab, START } from '../testing/subscriptions.ts';

async function checkout(lab: BillingLab, more: Partial<Stripe.Checkout.SessionCreateParams> = {}) {
  return lab.stripe.checkout.sessions.create({
    mode: 'subscription',
    customer: lab.customer.id,
    line_items: [{ price: lab.prices.core, quantity: 1 }],
    success_url: 'http://localhost:5000/account?payment=success',
    cancel_url: 'http://localhost:5000/pricing',
    ...more,
  });
}

test('a card that pays buys the subscription, in Stripe’s order of events', async () => {
  await using lab = await openBillingLab('none');
  const session = await checkout(lab, {
    client_reference_id: 'usr_1',
    metadata: { order: 'session' },
    subscription_data: { metadata: { order: 'subscription' } },
  });
  expect(session).toMatchObject({
    mode: 'subscription',
    amount_total: 499,
    subscription: null,
    payment_method_collection: 'always',
    customer_creation: null,
  });
  const answer = await postForm(session, { card: '4242424242424242' });
  expect(answer).toMatchObject({ status: 303, location: 'http://localhost:5000/account?payment=success' });
  const bought = await lab.stripe.checkout.sessions.retrieve(session.id, {
    expand: ['subscription', 'invoice'],
  });
  expect(bought).toMatchObject({
    status: 'complete',
    payment_status: 'paid',
    payment_intent: null,
    client_reference_id: 'usr_1',
    metadata: { order: 'session' },
    subscription: {
      status: 'active',
      metadata: { order: 'subscription' },
      default_payment_method: expect.stringMatching(/^pm_/),
    },
    invoice: { status: 'paid', amount_paid: 499, billing_reason: 'subscription_create' },
  });
  expect(await billingEvents(lab, 'customer.created')).toEqual([
    'payment_method.attached',
    'customer.subscription.created',
    'invoice.created',
    'invoice.finalized',
    'payment_intent.created',
    'payment_intent.succeeded',
    'charge.succeeded',
    'invoice.paid',
    'invoice.payment_succeeded',
    'invoice_payment.paid',
    'customer.subscription.updated',
    'checkout.session.completed',
  ]);
});

test('a trial is offered and begins when it is bought, with nothing to pay', async () => {
  await using lab = await openBillingLab('none');
  const session = await checkout(lab, {
    subscription_data: {
      trial_period_days: 7,
      trial_settings: { end_behavior: { missing_payment_method: 'cancel' } },
    },
  });
  expect(session).toMatchObject({ amount_subtotal: 0, amount_total: 0 });
  lab.passSeconds(3600);
  const page = await (await fetch(String(session.url))).text();
  expect(page).toContain('Free trial, then $4.99 / month');
  expect(page).toContain('Start trial');
  await postForm(session, { card: '4000000000000341' });
  const bought = await lab.stripe.checkout.sessions.retrieve(session.id, { expand: ['subscription'] });
  expect(bought).toMatchObject({
    payment_status: 'no_payment_required',
    subscription: {
      status: 'trialing',
      trial_end: START + 3600 + 7 * DAY,
      trial_settings: { end_behavior: { missing_payment_method: 'cancel' } },
    },
  });
});

test('a trial asks for a card, unless the shop says that it need not', async () => {
  await using lab = await openBillingLab('none');
  const subscription_data = { trial_period_days: 7 };
  const strict = await checkout(lab, { subscription_data });
  expect((await postForm(strict, {})).alert).toBe('Your card number is incomplete.');
  const lenient = await checkout(lab, { subscription_data, payment_method_collection: 'if_required' });
  expect((await postForm(lenient, {})).status).toBe(303);
  const { data } = await lab.stripe.subscriptions.list({ customer: lab.customer.id });
  expect(data).toMatchObject([{ status: 'trialing', default_payment_method: null }]);
});

test.each([['4000000000000002'], ['4000000000000341']])(
  'a card that is declined (%s) leaves the checkout open and nothing behind',
  async (card) => {
    await using lab = await openBillingLab('none');
    const session = await checkout(lab);
    expect(await postForm(session, { card })).toMatchObject({
      status: 402,
      alert: 'Your card was declined.',
    });
    expect((await lab.stripe.subscriptions.list({ status: 'all' })).data).toEqual([]);
    await postForm(session, { card: '4242424242424242' });
    expect((await lab.stripe.checkout.sessions.retrieve(session.id)).status).toBe('complete');
  },
);

test('a bank that asks is answered on the page, and is not asked at the renewal', async () => {
  await using lab = await openBillingLab('none');
  const session = await checkout(lab);
  const asked = await postForm(session, { card: '4000002500003155' });
  expect(asked.html).toContain('Complete authentication');
  expect((await postForm(session, { authentication: 'fail' })).status).toBe(402);
  await postForm(session, { card: '4000002500003155' });
  expect((await postForm(session, { authentication: 'complete' })).status).toBe(303);
  lab.passSeconds(31 * DAY + 3600);
  const { data } = await lab.stripe.invoices.list({ customer: lab.customer.id });
  expect(data.map(({ status }) => status)).toEqual(['paid', 'paid']);
});

test('a code typed on the page is the subscription’s discount, and is counted once', async () => {
  await using lab = await openBillingLab('none');
  const coupon = await lab.stripe.coupons.create({
    percent_off: 100,
    duration: 'repeating',
    duration_in_months: 1,
  });
  const code = await lab.stripe.promotionCodes.create({
    promotion: { type: 'coupon', coupon: coupon.id },
    code: 'FREEMONTH',
  });
  const session = await checkout(lab, { allow_promotion_codes: true });
  await postForm(session, { promotion_code: 'freemonth', card: '4242424242424242' });
  const bought = await lab.stripe.checkout.sessions.retrieve(session.id, {
    expand: ['subscription.discounts'],
  });
  expect(bought).toMatchObject({
    payment_status: 'no_payment_required',
    amount_total: 0,
    subscription: {
      status: 'active',
      discounts: [{ promotion_code: code.id, checkout_session: session.id }],
    },
  });
  expect(await lab.stripe.promotionCodes.retrieve(code.id)).toMatchObject({ times_redeemed: 1 });
  lab.passSeconds(31 * DAY + 3600);
  const { data } = await lab.stripe.invoices.list({ customer: lab.customer.id, limit: 1 });
  expect(data).toMatchObject([{ status: 'paid', amount_paid: 499 }]);
});

test('a guest becomes a customer', async () => {
  await using lab = await openBillingLab('none');
  const session = await lab.stripe.checkout.sessions.create({
    mode: 'subscription',
    line_items: [{ price: lab.prices.core, quantity: 1 }],
    success_url: 'http://localhost:5000/',
  });
  await postForm(session, { card: '4242424242424242', email: 'grace@example.com' });
  const bought = await lab.stripe.checkout.sessions.retrieve(session.id, { expand: ['customer'] });
  expect(bought).toMatchObject({ customer: { email: 'grace@example.com' }, payment_status: 'paid' });
});

test('a checkout that nobody finishes expires after a day', async () => {
  await using lab = await openBillingLab('none');
  const session = await checkout(lab);
  lab.passSeconds(DAY);
  expect((await lab.stripe.checkout.sessions.retrieve(session.id)).status).toBe('expired');
});

test.each([
  [{ payment_intent_data: { description: 'x' } }, 'payment_intent_data'],
  [
    { subscription_data: { trial_period_days: 1, trial_end: START + 3 * DAY } },
    'subscription_data[trial_end]',
  ],
  [{ mode: 'payment', subscription_data: { trial_period_days: 1 } }, 'subscription_data'],
] as const)('%j is refused', async (more, param) => {
  await using lab = await openBillingLab('none');
  await expect(checkout(lab, more as object)).rejects.toMatchObject({ statusCode: 400, param });
});
