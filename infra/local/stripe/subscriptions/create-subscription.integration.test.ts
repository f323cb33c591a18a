import { expect, test } from '@jest/globals';
import type Stripe from 'stripe';
import { postForm } from '../testing/lab.ts';
import { billingEvents, DAY, iso, linesOf, openBillingLab, period, START } from '../testing/subscriptions.ts';

test('a card that pays makes it active, with a paid invoice, in Stripe’s order of events', async () => {
  await using lab = await openBillingLab();
  const subscription = await lab.stripe.subscriptions.create({
    customer: lab.customer.id,
    items: [{ price: lab.prices.core }],
    metadata: { user: 'usr_1' },
    expand: ['latest_invoice.payments'],
  });
  expect(subscription).toMatchObject({
    status: 'active',
    billing_mode: { type: 'flexible', flexible: { proration_discounts: 'included' } },
    billing_cycle_anchor: START,
    currency: 'usd',
    metadata: { user: 'usr_1' },
  });
  expect(period(subscription)).toEqual(['2027-01-01T10:00:00', '2027-02-01T10:00:00']);
  const invoice = subscription.latest_invoice as Stripe.Invoice;
  expect(invoice).toMatchObject({
    status: 'paid',
    billing_reason: 'subscription_create',
    amount_due: 499,
    amount_paid: 499,
    attempt_count: 1,
    period_start: START,
    period_end: START,
    parent: {
      type: 'subscription_details',
      subscription_details: { subscription: subscription.id, metadata: { user: 'usr_1' } },
    },
    total_taxes: [],
  });
  expect(invoice.number).toMatch(/^[A-Z2-9]{8}-0001$/);
  expect(linesOf(invoice)).toEqual([[499, '1 × Core (at $4.99 / month)']]);
  expect(invoice.lines.data[0]).toMatchObject({
    period: { start: START, end: START + 31 * DAY },
    pricing: { price_details: { price: lab.prices.core } },
    parent: { subscription_item_details: { proration: false, subscription: subscription.id } },
  });
  expect(invoice.payments?.data).toMatchObject([{ status: 'paid', amount_paid: 499, is_default: true }]);
  expect(await billingEvents(lab)).toEqual([
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
  ]);
  const { data } = await lab.stripe.events.list({ types: ['customer.subscription.updated'] });
  expect(data[0]?.data.previous_attributes).toEqual({ status: 'incomplete' });
});

test('the payment of an invoice is found by its payment intent, and the other way round', async () => {
  await using lab = await openBillingLab();
  const subscription = await lab.stripe.subscriptions.create({
    customer: lab.customer.id,
    items: [{ price: lab.prices.core }],
  });
  const byInvoice = await lab.stripe.invoicePayments.list({ invoice: String(subscription.latest_invoice) });
  const intent = String(byInvoice.data[0]?.payment.payment_intent);
  const byIntent = await lab.stripe.invoicePayments.list({
    payment: { type: 'payment_intent', payment_intent: intent },
  });
  expect(byIntent.data.map(({ invoice }) => invoice)).toEqual([subscription.latest_invoice]);
});

test('default_incomplete waits for a front end, which confirms by the invoice’s secret', async () => {
  await using lab = await openBillingLab('none');
  const subscription = await lab.stripe.subscriptions.create({
    customer: lab.customer.id,
    items: [{ price: lab.prices.pro }],
    payment_behavior: 'default_incomplete',
    payment_settings: { save_default_payment_method: 'on_subscription' },
    expand: ['latest_invoice.confirmation_secret'],
  });
  expect(subscription.status).toBe('incomplete');
  const { confirmation_secret } = subscription.latest_invoice as Stripe.Invoice;
  const [intent = ''] = String(confirmation_secret?.client_secret).split('_secret_');
  const paid = await lab.stripe.paymentIntents.confirm(intent, { payment_method: 'pm_card_visa' });
  expect(paid.status).toBe('succeeded');
  const after = await lab.stripe.subscriptions.retrieve(subscription.id);
  expect(after).toMatchObject({ status: 'active', default_payment_method: paid.payment_method });
  const method = await lab.stripe.paymentMethods.retrieve(String(paid.payment_method));
  expect(method.customer).toBe(lab.customer.id);
});

test('without any way to pay there is no subscription', async () => {
  await using lab = await openBillingLab('none');
  const made = lab.stripe.subscriptions.create({
    customer: lab.customer.id,
    items: [{ price: lab.prices.core }],
  });
  await expect(made).rejects.toMatchObject({ statusCode: 400, code: 'resource_missing' });
  expect((await lab.stripe.subscriptions.list({ status: 'all' })).data).toEqual([]);
});

test('a declined first payment leaves it incomplete, and 23 hours later expired with a void invoice', async () => {
  await using lab = await openBillingLab('pm_card_chargeCustomerFail');
  const { id, latest_invoice } = await lab.stripe.subscriptions.create({
    customer: lab.customer.id,
    items: [{ price: lab.prices.core }],
  });
  expect((await lab.stripe.subscriptions.retrieve(id)).status).toBe('incomplete');
  lab.passSeconds(23 * 3600 - 1);
  expect((await lab.stripe.subscriptions.retrieve(id)).status).toBe('incomplete');
  lab.passSeconds(1);
  const expired = await lab.stripe.subscriptions.retrieve(id);
  expect(expired.status).toBe('incomplete_expired');
  expect(iso(expired.ended_at)).toBe('2027-01-02T09:00:00');
  expect(await lab.stripe.invoices.retrieve(String(latest_invoice))).toMatchObject({
    status: 'void',
    amount_paid: 0,
  });
  const list = await lab.stripe.subscriptions.list({ customer: lab.customer.id, status: 'ended' });
  expect(list.data).toHaveLength(1);
});

test('error_if_incomplete answers 402, and nothing has happened', async () => {
  await using lab = await openBillingLab('pm_card_chargeCustomerFail');
  const made = lab.stripe.subscriptions.create({
    customer: lab.customer.id,
    items: [{ price: lab.prices.core }],
    payment_behavior: 'error_if_incomplete',
  });
  await expect(made).rejects.toMatchObject({ statusCode: 402, code: 'card_declined' });
  expect((await lab.stripe.subscriptions.list({ status: 'all' })).data).toEqual([]);
  expect(await billingEvents(lab)).toEqual([]);
});

test('a bank that asks leaves it incomplete until the buyer has answered', async () => {
  await using lab = await openBillingLab('pm_card_authenticationRequired');
  const subscription = await lab.stripe.subscriptions.create({
    customer: lab.customer.id,
    items: [{ price: lab.prices.core }],
    expand: ['latest_invoice.payments.data.payment'],
  });
  expect(subscription.status).toBe('incomplete');
  expect(await billingEvents(lab)).toContain('invoice.payment_action_required');
  const invoice = subscription.latest_invoice as Stripe.Invoice;
  const intent = await lab.stripe.paymentIntents.retrieve(
    String(invoice.payments?.data[0]?.payment.payment_intent),
  );
  const answer = await postForm(
    { url: String(intent.next_action?.redirect_to_url?.url) },
    { authentication: 'complete' },
  );
  expect(answer.location).toContain(String(invoice.hosted_invoice_url));
  expect((await lab.stripe.subscriptions.retrieve(subscription.id)).status).toBe('active');
});

test('a trial is a paid invoice of nothing, and an intent to save a card by', async () => {
  await using lab = await openBillingLab('none');
  const subscription = await lab.stripe.subscriptions.create({
    customer: lab.customer.id,
    items: [{ price: lab.prices.core }],
    trial_period_days: 7,
    trial_settings: { end_behavior: { missing_payment_method: 'pause' } },
    expand: ['latest_invoice', 'pending_setup_intent'],
  });
  expect(subscription).toMatchObject({
    status: 'trialing',
    trial_start: START,
    trial_end: START + 7 * DAY,
    billing_cycle_anchor: START + 7 * DAY,
    pending_setup_intent: { status: 'requires_payment_method', usage: 'off_session' },
  });
  expect(period(subscription)).toEqual(['2027-01-01T10:00:00', '2027-01-08T10:00:00']);
  const invoice = subscription.latest_invoice as Stripe.Invoice;
  expect(invoice).toMatchObject({ status: 'paid', amount_due: 0, amount_paid: 0, attempt_count: 0 });
  expect(linesOf(invoice)).toEqual([[0, 'Free trial for 1 × Core']]);
  const setup = subscription.pending_setup_intent as Stripe.SetupIntent;
  await lab.stripe.setupIntents.confirm(setup.id, { payment_method: 'pm_card_visa' });
  const saved = await lab.stripe.subscriptions.retrieve(subscription.id);
  expect(saved.pending_setup_intent).toBeNull();
  expect(saved.default_payment_method).toMatch(/^pm_/);
});

test('a code takes off what it says, and shows as a discount that can be expanded', async () => {
  await using lab = await openBillingLab();
  const coupon = await lab.stripe.coupons.create({ percent_off: 10, duration: 'forever' });
  const subscription = await lab.stripe.subscriptions.create({
    customer: lab.customer.id,
    items: [{ price: lab.prices.pro }],
    discounts: [{ coupon: coupon.id }],
    expand: ['discounts', 'latest_invoice'],
  });
  expect(subscription.discounts).toMatchObject([
    { object: 'discount', source: { coupon: coupon.id, type: 'coupon' }, subscription: subscription.id },
  ]);
  const [discount] = subscription.discounts as Stripe.Discount[];
  expect(subscription.latest_invoice).toMatchObject({
    subtotal: 1499,
    total: 1349,
    amount_paid: 1349,
    total_discount_amounts: [{ amount: 150, discount: discount?.id }],
  });
});

test('a coupon of 100 % is a paid invoice of nothing, without a payment', async () => {
  await using lab = await openBillingLab('none');
  const coupon = await lab.stripe.coupons.create({ percent_off: 100, duration: 'forever' });
  const subscription = await lab.stripe.subscriptions.create({
    customer: lab.customer.id,
    items: [{ price: lab.prices.pro }],
    discounts: [{ coupon: coupon.id }],
    expand: ['latest_invoice.payments', 'latest_invoice.confirmation_secret'],
  });
  expect(subscription.status).toBe('active');
  expect(subscription.latest_invoice).toMatchObject({
    status: 'paid',
    amount_due: 0,
    confirmation_secret: null,
    payments: { data: [] },
  });
});

test.each([
  [{ items: [] }, 'items'],
  [{ trial_period_days: 3, trial_end: START + DAY }, 'trial_end'],
  [{ trial_end: START - 1 }, 'trial_end'],
  [{ customer: 'cus_none' }, 'customer'],
] as const)('%j is refused', async (params, param) => {
  await using lab = await openBillingLab();
  const made = lab.stripe.subscriptions.create({
    customer: lab.customer.id,
    items: [{ price: lab.prices.core }],
    ...(params as Stripe.SubscriptionCreateParams),
  });
  await expect(made).rejects.toMatchObject({ statusCode: 400, param });
});

test('a code that leaves nothing to pay makes it active, with an intent to save a card by', async () => {
  await using lab = await openBillingLab();
  const customer = await lab.stripe.customers.create({});
  const coupon = await lab.stripe.coupons.create({ percent_off: 100, duration: 'forever' });
  const subscription = await lab.stripe.subscriptions.create({
    customer: customer.id,
    items: [{ price: lab.prices.core }],
    payment_behavior: 'default_incomplete',
    discounts: [{ coupon: coupon.id }],
    expand: ['pending_setup_intent'],
  });
  expect(subscription).toMatchObject({
    status: 'active',
    pending_setup_intent: { object: 'setup_intent', status: 'requires_payment_method' },
  });
});
