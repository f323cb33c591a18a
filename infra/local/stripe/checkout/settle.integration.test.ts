import { expect, test } from '@jest/globals';
import { creditsCheckout, type Lab, openLab, postForm } from '../testing/lab.ts';

async function payLater(lab: Lab, method: string) {
  const session = await lab.stripe.checkout.sessions.create(creditsCheckout);
  const answer = await postForm(session, { method });
  return { session, answer };
}

async function eventTypes({ stripe }: Lab): Promise<string[]> {
  const { data } = await stripe.events.list({ limit: 100 });
  return data.map((event) => event.type).reverse();
}

test('a bank debit completes the session unpaid and leaves the payment processing', async () => {
  await using lab = await openLab();
  const { session, answer } = await payLater(lab, 'async_waits');
  expect(answer.status).toBe(303);
  const complete = await lab.stripe.checkout.sessions.retrieve(session.id, { expand: ['payment_intent'] });
  expect(complete).toMatchObject({
    status: 'complete',
    payment_status: 'unpaid',
    payment_intent: { status: 'processing' },
  });
  expect((await eventTypes(lab)).slice(2)).toEqual([
    'payment_intent.created',
    'payment_intent.processing',
    'charge.pending',
    'checkout.session.completed',
  ]);
});

test('a debit settled as succeeded is paid and says so once', async () => {
  await using lab = await openLab();
  const { session } = await payLater(lab, 'async_waits');
  const settled = await lab.control('POST', `/_sim/payments/${session.id}/settle`, { outcome: 'succeeded' });
  expect(settled).toMatchObject({ status: 200, body: { payment_status: 'paid' } });
  expect((await eventTypes(lab)).slice(-3)).toEqual([
    'payment_intent.succeeded',
    'charge.succeeded',
    'checkout.session.async_payment_succeeded',
  ]);
  const again = await lab.control('POST', `/_sim/payments/${session.id}/settle`, { outcome: 'failed' });
  expect(again.status).toBe(400);
});

test('a debit settled as failed, by its payment intent, leaves the session unpaid', async () => {
  await using lab = await openLab();
  const { session } = await payLater(lab, 'async_waits');
  const { payment_intent } = await lab.stripe.checkout.sessions.retrieve(session.id);
  await lab.control('POST', `/_sim/payments/${String(payment_intent)}/settle`, { outcome: 'failed' });
  expect((await eventTypes(lab)).slice(-3)).toEqual([
    'charge.failed',
    'payment_intent.payment_failed',
    'checkout.session.async_payment_failed',
  ]);
  expect((await lab.stripe.checkout.sessions.retrieve(session.id)).payment_status).toBe('unpaid');
});

test.each([
  ['async', 'checkout.session.async_payment_succeeded'],
  ['async_fails', 'checkout.session.async_payment_failed'],
])('method %s settles by itself after three seconds', async (method, type) => {
  await using lab = await openLab();
  await payLater(lab, method);
  lab.passSeconds(2);
  expect((await lab.stripe.events.list({ type })).data).toHaveLength(0);
  lab.passSeconds(1);
  expect((await lab.stripe.events.list({ type })).data).toHaveLength(1);
});

test('a debit that was settled by hand is not settled again by its timer', async () => {
  await using lab = await openLab();
  const { session } = await payLater(lab, 'async');
  await lab.control('POST', `/_sim/payments/${session.id}/settle`, { outcome: 'failed' });
  lab.passSeconds(10);
  expect(
    (await lab.stripe.events.list({ type: 'checkout.session.async_payment_succeeded' })).data,
  ).toHaveLength(0);
});

test('settling what does not exist is 404, and an unknown outcome is 400', async () => {
  await using lab = await openLab();
  const missing = await lab.control('POST', '/_sim/payments/cs_test_none/settle', { outcome: 'succeeded' });
  expect(missing).toMatchObject({ status: 404, body: { error: { code: 'resource_missing' } } });
  const { session } = await payLater(lab, 'async_waits');
  expect(
    (await lab.control('POST', `/_sim/payments/${session.id}/settle`, { outcome: 'maybe' })).status,
  ).toBe(400);
});
