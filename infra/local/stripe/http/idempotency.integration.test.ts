import { request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { creditsCheckout, type Lab, openLab } from '../testing/lab.ts';

const KEY = { idempotencyKey: 'order-1' };

test('an idempotency key answers the same session again, and says that it did', async () => {
  await using lab = await openLab();
  const first = await lab.stripe.checkout.sessions.create(creditsCheckout, KEY);
  const again = await lab.stripe.checkout.sessions.create(creditsCheckout, KEY);
  expect(again.id).toBe(first.id);
  expect(again.lastResponse.headers['idempotent-replayed']).toBe('true');
  expect(first.lastResponse.headers['idempotent-replayed']).toBeUndefined();
  expect((await lab.stripe.checkout.sessions.list()).data).toHaveLength(1);
});

test('a key used with other parameters is refused', async () => {
  await using lab = await openLab();
  await lab.stripe.customers.create({ email: 'ada@example.com' }, KEY);
  const other = lab.stripe.customers.create({ email: 'grace@example.com' }, KEY);
  await expect(other).rejects.toMatchObject({ type: 'StripeIdempotencyError', statusCode: 400 });
});

test('a key outlives 24 hours by not a second', async () => {
  await using lab = await openLab();
  const first = await lab.stripe.customers.create({ name: 'Ada' }, KEY);
  lab.passSeconds(24 * 3600 - 60);
  expect((await lab.stripe.customers.create({ name: 'Ada' }, KEY)).id).toBe(first.id);
  lab.passSeconds(60);
  expect((await lab.stripe.customers.create({ name: 'Ada' }, KEY)).id).not.toBe(first.id);
});

test('a refused request may be mended under its key', async () => {
  await using lab = await openLab();
  await expect(lab.stripe.customers.create({ email: 'nobody' }, KEY)).rejects.toMatchObject({
    statusCode: 400,
  });
  expect((await lab.stripe.customers.create({ email: 'ada@example.com' }, KEY)).email).toBe(
    'ada@example.com',
  );
});

test('a key whose request is still going on is 409', async () => {
  await using lab = await openLab();
  const slow = openRequest(lab);
  await pause(250);
  const second = lab.stripe.customers.create({ name: 'Ada' }, KEY);
  await expect(second).rejects.toMatchObject({ statusCode: 409, code: 'idempotency_key_in_use' });
  slow.finish();
  await slow.answered;
  expect((await lab.stripe.customers.create({ name: 'Ada' }, KEY)).name).toBe('Ada');
});

test('a request that is cut off sets its key free', async () => {
  await using lab = await openLab();
  const slow = openRequest(lab);
  await pause(250);
  slow.cutOff();
  await pause(250);
  expect((await lab.stripe.customers.create({ name: 'Ada' }, KEY)).name).toBe('Ada');
});

/** Sends the head and half of the body of "create a customer named Ada". */
function openRequest({ simulator }: Lab) {
  const { promise: answered, resolve } = Promise.withResolvers<void>();
  const headers = {
    authorization: 'Bearer sk_test_lab',
    'content-type': 'application/x-www-form-urlencoded',
    'content-length': '8',
    'idempotency-key': KEY.idempotencyKey,
  };
  const options = { host: '127.0.0.1', port: simulator.port, path: '/v1/customers', method: 'POST', headers };
  const open = request(options, (response) => response.resume().on('end', resolve));
  open.on('error', () => resolve());
  open.write('name');
  return { answered, finish: () => open.end('=Ada'), cutOff: () => open.destroy() };
}
