import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import Stripe from 'stripe';
import { startStripeSimulator } from '../server.ts';
import { clientOf, creditsCheckout, type Lab, openLab, postForm, SECRET } from '../testing/lab.ts';
import { startWebhookReceiver } from '../testing/webhook-receiver.ts';

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (let round = 0; round < 500; round += 1) {
    if (await isSo()) return;
    await pause(10);
  }
  throw new Error('It did not come true within five seconds');
}

async function attempted(lab: Lab): Promise<void> {
  await until(async () => (await deliveriesOf(lab)).some(({ attempts }) => Number(attempts) > 0));
}

async function deliveriesOf({ control }: Lab): Promise<Record<string, unknown>[]> {
  const { body } = await control('GET', '/_sim/deliveries');
  return body.deliveries as Record<string, unknown>[];
}

test('a purchase is delivered in Stripe’s order, signed, unexpanded and without line items', async () => {
  await using lab = await openLab();
  const { id: customer } = await lab.stripe.customers.create({ email: 'ada@example.com' });
  const session = await lab.stripe.checkout.sessions.create({ ...creditsCheckout, customer });
  await postForm(session, { card: '4242424242424242' });
  await lab.quiet();
  expect(lab.receiver.types()).toEqual([
    'customer.created',
    'product.created',
    'price.created',
    'payment_intent.created',
    'payment_intent.succeeded',
    'charge.succeeded',
    'checkout.session.completed',
  ]);
  const last = lab.receiver.received.at(-1);
  const event = Stripe.webhooks.constructEvent(last?.body ?? '', last?.signature ?? '', SECRET);
  expect(event).toMatchObject({
    object: 'event',
    api_version: '2026-10-28.endive',
    livemode: false,
    pending_webhooks: 1,
  });
  expect(event.request).toEqual({ id: null, idempotency_key: null });
  expect(event.data.object).toMatchObject({ id: session.id, customer, payment_status: 'paid' });
  expect(event.data.object).not.toHaveProperty('line_items');
});

test('an event names the request and the idempotency key that caused it', async () => {
  await using lab = await openLab();
  const { lastResponse } = await lab.stripe.customers.create({ name: 'Ada' }, { idempotencyKey: 'key-1' });
  const { data } = await lab.stripe.events.list({ type: 'customer.created' });
  expect(data[0]?.request).toEqual({ id: lastResponse.requestId, idempotency_key: 'key-1' });
});

test('while a secret is rolled both sign', async () => {
  await using lab = await openLab({ webhookSecret: 'whsec_old, whsec_new' });
  await lab.stripe.customers.create({ name: 'Ada' });
  await lab.quiet();
  const [delivery] = lab.receiver.received;
  for (const secret of ['whsec_old', 'whsec_new']) {
    const event = Stripe.webhooks.constructEvent(delivery?.body ?? '', delivery?.signature ?? '', secret);
    expect(event.type).toBe('customer.created');
  }
});

test('what is not answered with 2xx is sent again, the same event, until it is', async () => {
  await using lab = await openLab();
  lab.receiver.answerWith(503);
  await lab.stripe.customers.create({ name: 'Ada' });
  await attempted(lab);
  expect(await deliveriesOf(lab)).toMatchObject([
    { state: 'pending', attempts: 1, lastStatus: 503, lastAnswer: 'noted' },
  ]);
  const undelivered = await lab.stripe.events.list({ delivery_success: false });
  expect(undelivered.data.map((event) => event.pending_webhooks)).toEqual([1]);
  lab.receiver.answerWith(200);
  await lab.quiet();
  expect(new Set(lab.receiver.received.map(({ body }) => body)).size).toBe(1);
  expect(await deliveriesOf(lab)).toMatchObject([{ state: 'delivered', attempts: 2, lastStatus: 200 }]);
  expect((await lab.stripe.events.list({ delivery_success: false })).data).toEqual([]);
});

test('duplicates are delivered that many times more', async () => {
  await using lab = await openLab();
  await lab.control('POST', '/_sim/webhooks', { duplicate: 49 });
  await lab.stripe.customers.create({ name: 'Ada' });
  await lab.quiet();
  expect(lab.receiver.received).toHaveLength(50);
  expect(new Set(lab.receiver.received.map(({ body }) => body)).size).toBe(1);
});

test('the first attempts are dropped on request, and nothing is lost', async () => {
  await using lab = await openLab();
  const { body } = await lab.control('POST', '/_sim/webhooks', { dropFirst: 1 });
  expect(body).toMatchObject({ faults: { dropFirst: 1 }, pending: 0 });
  await lab.stripe.customers.create({ name: 'Ada' });
  await attempted(lab);
  expect(lab.receiver.received).toEqual([]);
  await lab.quiet();
  expect(lab.receiver.types()).toEqual(['customer.created']);
});

test('shuffled and delayed deliveries all arrive, in another order', async () => {
  await using lab = await openLab();
  await lab.control('POST', '/_sim/webhooks', { shuffle: true, delayMs: 300 });
  const names = Array.from({ length: 30 }, (_, index) => `Customer ${index}`);
  for (const name of names) await lab.stripe.customers.create({ name });
  await lab.quiet();
  const arrived = lab.receiver.received.map(({ body }) => String(JSON.parse(body).data.object.name));
  expect(arrived).not.toEqual(names);
  expect(new Set(arrived)).toEqual(new Set(names));
});

test('an empty object heals the network, and a wrong fault is refused', async () => {
  await using lab = await openLab();
  await lab.control('POST', '/_sim/webhooks', { duplicate: 3, delayMs: 9, shuffle: true, dropFirst: 2 });
  const healed = await lab.control('POST', '/_sim/webhooks', {});
  expect(healed.body).toMatchObject({ faults: { duplicate: 0, delayMs: 0, shuffle: false, dropFirst: 0 } });
  expect((await lab.control('POST', '/_sim/webhooks', { duplicate: -1 })).status).toBe(400);
  expect((await lab.control('POST', '/_sim/webhooks', { duplicates: 1 })).status).toBe(400);
});

test('an event can be sent again, byte for byte', async () => {
  await using lab = await openLab();
  await lab.stripe.customers.create({ name: 'Ada' });
  await lab.quiet();
  const { data } = await lab.stripe.events.list();
  const answer = await lab.control('POST', `/_sim/events/${data[0]?.id}/resend`);
  expect(answer.status).toBe(200);
  await lab.quiet();
  expect(lab.receiver.received).toHaveLength(2);
  expect(lab.receiver.received[1]?.body).toBe(lab.receiver.received[0]?.body);
});

test('an endpoint gets only the types it asked for, signed with the secret shown at its creation', async () => {
  await using lab = await openLab({ webhookUrl: null });
  const { secret, id } = await lab.stripe.webhookEndpoints.create({
    url: lab.receiver.url,
    enabled_events: ['product.created'],
  });
  await lab.stripe.customers.create({ name: 'Ada' });
  await lab.stripe.products.create({ name: 'Pro' });
  await lab.quiet();
  expect(lab.receiver.types()).toEqual(['product.created']);
  const [delivery] = lab.receiver.received;
  expect(() =>
    Stripe.webhooks.constructEvent(delivery?.body ?? '', delivery?.signature ?? '', secret ?? ''),
  ).not.toThrow();
  expect((await lab.stripe.webhookEndpoints.retrieve(id)).secret).toBeUndefined();
});

test('a disabled endpoint gets nothing, not even what was waiting', async () => {
  await using lab = await openLab();
  lab.receiver.answerWith(500);
  await lab.stripe.customers.create({ name: 'Ada' });
  await attempted(lab);
  const { data } = await lab.stripe.webhookEndpoints.list();
  const disabled = await lab.stripe.webhookEndpoints.update(String(data[0]?.id), { disabled: true });
  expect(disabled.status).toBe('disabled');
  await lab.stripe.customers.create({ name: 'Grace' });
  await lab.quiet();
  expect(lab.receiver.received).toHaveLength(1);
  expect(await deliveriesOf(lab)).toMatchObject([{ state: 'abandoned' }]);
});

test('what waits for delivery survives a restart, as does everything else', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'stripe-simulator-'));
  const receiver = await startWebhookReceiver();
  const options = { port: 0, webhookSecret: SECRET, databaseFile: join(folder, 'stripe.sqlite') };
  receiver.answerWith(500);
  const before = await startStripeSimulator({ ...options, webhookUrl: receiver.url });
  const customer = await clientOf(before).customers.create({ name: 'Ada' });
  await until(() => receiver.received.length === 1);
  await before.close();
  receiver.answerWith(200);
  const after = await startStripeSimulator({ ...options, webhookUrl: receiver.url });
  await until(() => receiver.received.length === 2);
  expect(receiver.types()).toEqual(['customer.created', 'customer.created']);
  expect((await clientOf(after).customers.retrieve(customer.id)).id).toBe(customer.id);
  await after.close();
  await receiver.close();
  await rm(folder, { recursive: true });
});

test('a busy port is said at once', async () => {
  await using lab = await openLab();
  const options = {
    port: lab.simulator.port,
    webhookSecret: SECRET,
    webhookUrl: null,
    databaseFile: ':memory:',
  };
  await expect(startStripeSimulator(options)).rejects.toMatchObject({ code: 'EADDRINUSE' });
});
