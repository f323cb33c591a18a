import { expect, test } from '@jest/globals';
import Stripe from 'stripe';
import { type Lab, openLab } from '../testing/lab.ts';

const ADA = { name: 'Ada' };
const KEY = { idempotencyKey: 'order-1' };

async function fail(lab: Lab, fault: object) {
  const { status } = await lab.control('POST', '/_sim/api-faults', { faults: [fault] });
  expect(status).toBe(200);
}

const customersOf = async ({ stripe }: Lab) => (await stripe.customers.list()).data.length;

test('the next calls of a path are too many, others are not', async () => {
  await using lab = await openLab();
  await fail(lab, { method: 'POST', path: '/v1/customers', answer: 429, count: 2 });
  expect(await customersOf(lab)).toBe(0);
  for (let call = 1; call <= 2; call += 1)
    await expect(lab.stripe.customers.create(ADA)).rejects.toBeInstanceOf(Stripe.errors.StripeRateLimitError);
  expect((await lab.stripe.customers.create(ADA)).name).toBe('Ada');
});

test('a failure of Stripe’s is kept under the key for a day, though nothing has happened', async () => {
  await using lab = await openLab();
  await fail(lab, { path: '/v1/customers', answer: 500 });
  const failed = { statusCode: 500, type: 'StripeAPIError' };
  await expect(lab.stripe.customers.create(ADA, KEY)).rejects.toMatchObject(failed);
  await expect(lab.stripe.customers.create(ADA, KEY)).rejects.toMatchObject(failed);
  expect(await customersOf(lab)).toBe(0);
  lab.passSeconds(24 * 3600);
  expect((await lab.stripe.customers.create(ADA, KEY)).name).toBe('Ada');
});

test('a failure may come after the effect: the key gives the failure again, and nothing happens twice', async () => {
  await using lab = await openLab();
  await fail(lab, { path: '/v1/customers', answer: 500, effect: true });
  await expect(lab.stripe.customers.create(ADA, KEY)).rejects.toMatchObject({ statusCode: 500 });
  await expect(lab.stripe.customers.create(ADA, KEY)).rejects.toMatchObject({ statusCode: 500 });
  expect(await customersOf(lab)).toBe(1);
});

test('an answer that never comes leaves its effect, which the key finds again', async () => {
  await using lab = await openLab();
  await fail(lab, { path: '/v1/customers', answer: 'timeout', effect: true });
  const lost = lab.stripe.customers.create(ADA, { ...KEY, timeout: 100 });
  await expect(lost).rejects.toBeInstanceOf(Stripe.errors.StripeConnectionError);
  const found = await lab.stripe.customers.create(ADA, KEY);
  expect(found.lastResponse.headers['idempotent-replayed']).toBe('true');
  expect(await customersOf(lab)).toBe(1);
});

test('a call that got lost on its way has no effect', async () => {
  await using lab = await openLab();
  await fail(lab, { path: '/v1/customers', answer: 'timeout' });
  await expect(lab.stripe.customers.create(ADA, { timeout: 100 })).rejects.toThrow();
  expect(await customersOf(lab)).toBe(0);
});

test('an answer that breaks off is a connection error, and its effect is there', async () => {
  await using lab = await openLab();
  await fail(lab, { path: '/v1/cust*', answer: 'cut', effect: true });
  const cut = lab.stripe.customers.create(ADA);
  await expect(cut).rejects.toBeInstanceOf(Stripe.errors.StripeConnectionError);
  expect(await customersOf(lab)).toBe(1);
});

test('an empty list heals, and shows that it did', async () => {
  await using lab = await openLab();
  await fail(lab, { answer: 500, count: 5 });
  const { body } = await lab.control('POST', '/_sim/api-faults', { faults: [] });
  expect(body).toEqual({ faults: [] });
  expect((await lab.stripe.customers.create(ADA)).name).toBe('Ada');
});
