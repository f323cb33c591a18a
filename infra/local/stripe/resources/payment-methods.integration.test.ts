import { expect, test } from '@jest/globals';
import type Stripe from 'stripe';
import { type Lab, openLab, postForm } from '../testing/lab.ts';
import { eventsSince } from '../testing/payments.ts';

async function customerWith({ stripe }: Lab, method: string) {
  const customer = await stripe.customers.create({ email: 'ada@example.com' });
  return { customer, method: await stripe.paymentMethods.attach(method, { customer: customer.id }) };
}

test('a test payment method becomes one of the customer’s own, and is listed', async () => {
  await using lab = await openLab();
  const { customer, method } = await customerWith(lab, 'pm_card_visa');
  expect(method).toMatchObject({
    customer: customer.id,
    type: 'card',
    card: { brand: 'visa', last4: '4242' },
  });
  expect(method.id).toMatch(/^pm_1\w{23}$/);
  const { data } = await lab.stripe.paymentMethods.list({ customer: customer.id, type: 'card' });
  expect(data.map(({ id }) => id)).toEqual([method.id]);
  const own = await lab.stripe.customers.listPaymentMethods(customer.id);
  expect(own.data.map(({ id }) => id)).toEqual([method.id]);
  expect(await eventsSince(lab, 'customer.created')).toEqual(['payment_method.attached']);
});

test('one card number has one fingerprint, whoever owns the payment method', async () => {
  await using lab = await openLab();
  const one = await customerWith(lab, 'pm_card_visa');
  const other = await customerWith(lab, 'pm_card_visa');
  const third = await customerWith(lab, 'pm_card_mastercard');
  expect(one.method.card?.fingerprint).toBe(other.method.card?.fingerprint);
  expect(one.method.id).not.toBe(other.method.id);
  expect(third.method.card?.fingerprint).not.toBe(one.method.card?.fingerprint);
});

test('a card that was detached is nobody’s default any more, and can be attached no more', async () => {
  await using lab = await openLab();
  const { customer, method } = await customerWith(lab, 'pm_card_visa');
  await lab.stripe.customers.update(customer.id, { invoice_settings: { default_payment_method: method.id } });
  const detached = await lab.stripe.paymentMethods.detach(method.id);
  expect(detached.customer).toBeNull();
  const after = await lab.stripe.customers.retrieve(customer.id);
  expect(after).toMatchObject({ invoice_settings: { default_payment_method: null } });
  await expect(lab.stripe.paymentMethods.detach(method.id)).rejects.toMatchObject({ statusCode: 400 });
  const { data } = await lab.stripe.paymentMethods.list({ customer: customer.id });
  expect(data).toEqual([]);
});

test('a card of somebody else is not taken as the default', async () => {
  await using lab = await openLab();
  const { method } = await customerWith(lab, 'pm_card_visa');
  const other = lab.stripe.customers.create({ invoice_settings: { default_payment_method: method.id } });
  await expect(other).rejects.toMatchObject({ statusCode: 400, code: 'resource_missing' });
});

test('a card that is declined cannot be attached, one that fails only when charged can', async () => {
  await using lab = await openLab();
  const customer = await lab.stripe.customers.create({ name: 'Ada' });
  const declined = lab.stripe.paymentMethods.attach('pm_card_chargeDeclined', { customer: customer.id });
  await expect(declined).rejects.toMatchObject({ statusCode: 402, decline_code: 'generic_decline' });
  const saved = await lab.stripe.paymentMethods.attach('pm_card_chargeCustomerFail', {
    customer: customer.id,
  });
  expect(saved.card?.last4).toBe('0341');
});

const fiveDollars = { amount: 500, currency: 'usd', confirm: true } as const;

test('a payment intent is paid by a test payment method', async () => {
  await using lab = await openLab();
  const intent = await lab.stripe.paymentIntents.create({ ...fiveDollars, payment_method: 'pm_card_visa' });
  expect(intent).toMatchObject({ status: 'succeeded', amount_received: 500 });
});

test('a declined payment is a 402 that names the intent, and what happened stays', async () => {
  await using lab = await openLab();
  const paid = lab.stripe.paymentIntents.create({
    ...fiveDollars,
    payment_method: 'pm_card_chargeDeclinedInsufficientFunds',
  });
  await expect(paid).rejects.toMatchObject({ statusCode: 402, decline_code: 'insufficient_funds' });
  const { data } = await lab.stripe.paymentIntents.list();
  expect(data).toMatchObject([
    { status: 'requires_payment_method', last_payment_error: { code: 'card_declined' } },
  ]);
  const again = await lab.stripe.paymentIntents.confirm(String(data[0]?.id), {
    payment_method: 'pm_card_visa',
  });
  expect(again.status).toBe('succeeded');
});

test('a card that can only be saved is declined when it is charged', async () => {
  await using lab = await openLab();
  const { customer, method } = await customerWith(lab, 'pm_card_chargeCustomerFail');
  const paid = lab.stripe.paymentIntents.create({
    ...fiveDollars,
    customer: customer.id,
    payment_method: method.id,
    off_session: true,
  });
  await expect(paid).rejects.toMatchObject({ statusCode: 402, code: 'card_declined' });
});

async function answerBank(intent: Stripe.PaymentIntent | Stripe.SetupIntent, authentication: string) {
  return postForm({ url: intent.next_action?.redirect_to_url?.url ?? null }, { authentication });
}

test('the bank asks, and leads back to the shop with how it went', async () => {
  await using lab = await openLab();
  const intent = await lab.stripe.paymentIntents.create({
    ...fiveDollars,
    payment_method: 'pm_card_authenticationRequired',
    return_url: 'http://localhost:5000/done?x=1',
  });
  expect(intent.status).toBe('requires_action');
  const answer = await answerBank(intent, 'complete');
  expect(answer).toMatchObject({
    status: 303,
    location: `http://localhost:5000/done?x=1&payment_intent=${intent.id}&payment_intent_client_secret=${intent.client_secret}&redirect_status=succeeded`,
  });
  expect((await lab.stripe.paymentIntents.retrieve(intent.id)).status).toBe('succeeded');
  expect((await answerBank(intent, 'fail')).status).toBe(410);
});

test('failed authentication leaves the intent waiting for another card', async () => {
  await using lab = await openLab();
  const intent = await lab.stripe.paymentIntents.create({
    ...fiveDollars,
    payment_method: 'pm_card_authenticationRequired',
  });
  expect((await answerBank(intent, 'fail')).html).toContain('Authentication failed');
  expect(await lab.stripe.paymentIntents.retrieve(intent.id)).toMatchObject({
    status: 'requires_payment_method',
    last_payment_error: { code: 'payment_intent_authentication_failure' },
  });
});

test('a card set up with authentication is charged later without a question', async () => {
  await using lab = await openLab();
  const customer = await lab.stripe.customers.create({ name: 'Ada' });
  const setup = await lab.stripe.setupIntents.create({
    customer: customer.id,
    payment_method: 'pm_card_authenticationRequiredOnSetup',
    confirm: true,
  });
  expect(setup.status).toBe('requires_action');
  await answerBank(setup, 'complete');
  const saved = await lab.stripe.setupIntents.retrieve(setup.id, { expand: ['payment_method'] });
  expect(saved).toMatchObject({ status: 'succeeded', payment_method: { customer: customer.id } });
  const paid = await lab.stripe.paymentIntents.create({
    ...fiveDollars,
    customer: customer.id,
    payment_method: (saved.payment_method as Stripe.PaymentMethod).id,
    off_session: true,
  });
  expect(paid.status).toBe('succeeded');
  expect(await eventsSince(lab, 'customer.created')).toEqual([
    'setup_intent.created',
    'setup_intent.requires_action',
    'payment_method.attached',
    'setup_intent.succeeded',
    'payment_intent.created',
    'payment_intent.succeeded',
    'charge.succeeded',
  ]);
});

test('a declined card is not set up', async () => {
  await using lab = await openLab();
  const setup = lab.stripe.setupIntents.create({ payment_method: 'pm_card_chargeDeclined', confirm: true });
  await expect(setup).rejects.toMatchObject({ statusCode: 402, code: 'card_declined' });
  expect((await lab.stripe.setupIntents.list()).data).toMatchObject([{ status: 'requires_payment_method' }]);
});
