import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Person, type Product, startProduct } from '../../infra/testing/product.ts';

let product: Product;
let ada: Person;
beforeAll(async () => {
  product = await startProduct();
  ada = await product.signedIn('ada@example.com');
});
afterAll(() => product.close());

const create = (buyer: Person, body: unknown, headers: Record<string, string> = {}) =>
  buyer.call<Record<string, string>>('POST', '/api/payments/create-one-time-payment', { body, headers });

describe('Idempotency-Key', () => {
  test('the same request answers the same checkout, also at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => create(ada, { credits: 50 }, { 'idempotency-key': 'double-click' })),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    expect(new Set(answers.map(({ json }) => json.checkout_url)).size).toBe(1);
  });

  test('another body with the same key is 409; another person is independent', async () => {
    await create(ada, { credits: 51 }, { 'idempotency-key': 'mine' });
    expect((await create(ada, { credits: 52 }, { 'idempotency-key': 'mine' })).status).toBe(409);
    const donald = await product.signedIn('donald@example.com');
    expect((await create(donald, { credits: 52 }, { 'idempotency-key': 'mine' })).status).toBe(200);
  });

  test('a key of 256 characters is 400', async () => {
    expect((await create(ada, { credits: 25 }, { 'idempotency-key': 'x'.repeat(256) })).status).toBe(400);
  });
});

test('20 first checkouts at once make one customer', async () => {
  const radia = await product.signedIn('radia@example.com');
  const answers = await Promise.all(Array.from({ length: 20 }, () => create(radia, { credits: 25 })));
  expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 200));
  const { data } = await product.stripe.customers.list({ email: 'radia@example.com' });
  expect(data).toHaveLength(1);
});
