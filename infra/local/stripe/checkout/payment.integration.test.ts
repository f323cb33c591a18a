import { expect, test } from '@jest/globals';
import type Stripe from 'stripe';
import { creditsCheckout, type Lab, openLab, postForm } from '../testing/lab.ts';

async function eventTypes({ stripe }: Lab): Promise<string[]> {
  const { data } = await stripe.events.list({ limit: 100 });
  return data.map((event) => event.type).reverse();
}

async function paymentIntentOf(
  { stripe }: Lab,
  session: Stripe.Checkout.Session,
): Promise<Stripe.PaymentIntent> {
  const { payment_intent } = await stripe.checkout.sessions.retrieve(session.id);
  return stripe.paymentIntents.retrieve(String(payment_intent), { expand: ['latest_charge'] });
}

test('a good card pays: 303 to the success url with the session id, and the events in Stripe’s order', async () => {
  await using lab = await openLab();
  const session = await lab.stripe.checkout.sessions.create(creditsCheckout);
  const answer = await postForm(session, { card: '4242 4242 4242 4242', email: 'ada@example.com' });
  expect(answer.status).toBe(303);
  expect(answer.location).toBe(`http://localhost:5000/payment/success?session_id=${session.id}`);
  const paid = await lab.stripe.checkout.sessions.retrieve(session.id);
  expect(paid).toMatchObject({ status: 'complete', payment_status: 'paid', amount_total: 500, url: null });
  expect(paid.customer_details?.email).toBe('ada@example.com');
  expect(await eventTypes(lab)).toEqual([
    'product.created',
    'price.created',
    'payment_intent.created',
    'payment_intent.succeeded',
    'charge.succeeded',
    'checkout.session.completed',
  ]);
});

test('the charge names brand, last four digits and a receipt that can be opened', async () => {
  await using lab = await openLab();
  const session = await lab.stripe.checkout.sessions.create(creditsCheckout);
  await postForm(session, { card: '5555555555554444', expiry: '01/31' });
  const { latest_charge } = await paymentIntentOf(lab, session);
  expect(latest_charge).toMatchObject({
    amount: 500,
    paid: true,
    payment_method_details: {
      type: 'card',
      card: { brand: 'mastercard', last4: '4444', exp_month: 1, exp_year: 2031 },
    },
  });
  const { data } = await lab.stripe.charges.list();
  const receipt = await fetch(String(data[0]?.receipt_url));
  expect(await receipt.text()).toContain('mastercard ending in 4444');
});

test('the metadata for the payment intent arrives on it and on the charge, the session keeps its own', async () => {
  await using lab = await openLab();
  const session = await lab.stripe.checkout.sessions.create({
    ...creditsCheckout,
    client_reference_id: 'usr_1',
    metadata: { order_id: 'ord_session' },
    payment_intent_data: { metadata: { order_id: 'ord_intent' } },
  });
  await postForm(session, { card: '4242424242424242' });
  const intent = await paymentIntentOf(lab, session);
  expect(intent.metadata).toEqual({ order_id: 'ord_intent' });
  expect(intent.latest_charge).toMatchObject({ metadata: { order_id: 'ord_intent' } });
  const paid = await lab.stripe.checkout.sessions.retrieve(session.id);
  expect(paid).toMatchObject({ client_reference_id: 'usr_1', metadata: { order_id: 'ord_session' } });
});

test.each([
  ['4000000000000002', 'Your card was declined.', 'card_declined', 'generic_decline'],
  ['4000000000009995', 'Your card has insufficient funds.', 'card_declined', 'insufficient_funds'],
  ['4000000000000069', 'Your card has expired.', 'expired_card', 'expired_card'],
  ['4000000000000127', 'Your card&#39;s security code is incorrect.', 'incorrect_cvc', 'incorrect_cvc'],
])('card %s is declined with 402 and "%s"', async (card, message, code, decline_code) => {
  await using lab = await openLab();
  const session = await lab.stripe.checkout.sessions.create(creditsCheckout);
  const answer = await postForm(session, { card });
  expect(answer).toMatchObject({ status: 402, alert: message });
  const intent = await paymentIntentOf(lab, session);
  expect(intent).toMatchObject({
    status: 'requires_payment_method',
    last_payment_error: { type: 'card_error', code, decline_code },
  });
  const tail = (await eventTypes(lab)).slice(-3);
  expect(tail).toEqual(['payment_intent.created', 'charge.failed', 'payment_intent.payment_failed']);
});

test('after a decline another card pays the same payment intent once', async () => {
  await using lab = await openLab();
  const session = await lab.stripe.checkout.sessions.create(creditsCheckout);
  await postForm(session, { card: '4000000000000002' });
  await postForm(session, { card: '4242424242424242' });
  const intents = await lab.stripe.paymentIntents.list();
  expect(intents.data.map((intent) => [intent.status, intent.amount_received])).toEqual([['succeeded', 500]]);
  const charges = await lab.stripe.charges.list();
  expect(charges.data.map((charge) => charge.status)).toEqual(['succeeded', 'failed']);
});

test.each([
  ['4242424242424241', 'Your card number is invalid.'],
  ['', 'Your card number is incomplete.'],
  [
    '4111111111111111',
    'Your card was declined. Your request was in test mode, but used a non test card. See the test cards below.',
  ],
])('card number "%s" is refused before any payment is tried', async (card, message) => {
  await using lab = await openLab();
  const session = await lab.stripe.checkout.sessions.create(creditsCheckout);
  expect(await postForm(session, { card })).toMatchObject({ status: 402, alert: message });
  expect((await lab.stripe.paymentIntents.list()).data).toEqual([]);
});

test('twenty submits at once pay once', async () => {
  await using lab = await openLab();
  const session = await lab.stripe.checkout.sessions.create(creditsCheckout);
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => postForm(session, { card: '4242424242424242' })),
  );
  expect(answers.filter((answer) => answer.status === 303)).toHaveLength(1);
  expect(answers.filter((answer) => answer.status === 410)).toHaveLength(19);
  expect((await lab.stripe.charges.list()).data).toHaveLength(1);
});

test('a card that needs authentication pays only after the buyer completes it', async () => {
  await using lab = await openLab();
  const session = await lab.stripe.checkout.sessions.create(creditsCheckout);
  const asked = await postForm(session, { card: '4000002500003155' });
  expect(asked.status).toBe(200);
  expect(asked.html).toContain('Complete authentication');
  expect((await paymentIntentOf(lab, session)).status).toBe('requires_action');
  expect((await lab.stripe.checkout.sessions.retrieve(session.id)).payment_status).toBe('unpaid');
  expect((await postForm(session, { authentication: 'complete' })).status).toBe(303);
  expect((await paymentIntentOf(lab, session)).status).toBe('succeeded');
});

test('failed authentication pays nothing and lets the buyer try again', async () => {
  await using lab = await openLab();
  const session = await lab.stripe.checkout.sessions.create(creditsCheckout);
  await postForm(session, { card: '4000002500003155' });
  const failed = await postForm(session, { authentication: 'fail' });
  expect(failed.status).toBe(402);
  expect(failed.alert).toContain('unable to authenticate');
  expect((await lab.stripe.charges.list()).data).toEqual([]);
  expect((await postForm(session, { card: '4242424242424242' })).status).toBe(303);
});

test('a customer is made on completion when the session asks for one', async () => {
  await using lab = await openLab();
  const session = await lab.stripe.checkout.sessions.create({
    ...creditsCheckout,
    customer_creation: 'always',
  });
  await postForm(session, { card: '4242424242424242', email: 'grace@example.com' });
  const { customer } = await lab.stripe.checkout.sessions.retrieve(session.id, { expand: ['customer'] });
  expect(customer).toMatchObject({ object: 'customer', email: 'grace@example.com' });
});
