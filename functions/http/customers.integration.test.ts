import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Person, type Product, startProduct } from '../../infra/testing/product.ts';

let product: Product;
beforeAll(async () => {
  product = await startProduct();
});
afterAll(() => product.close());

const buy = (person: Person) =>
  person.call<{ url: string }>('POST', '/api/payments/create-one-time-payment', { body: { credits: 25 } });
const subscribe = (person: Person) =>
  person.call<{ url: string }>('POST', '/api/payments/create-checkout-session', { body: { tier: 'CORE' } });

async function customersOf(email: string): Promise<string[]> {
  const { data } = await product.stripe.customers.list({ email, limit: 100 });
  return data.map(({ id }) => id);
}

async function customerAt(url: string): Promise<string> {
  const id = new URL(url).pathname.split('/').at(-1) ?? '';
  return String((await product.stripe.checkout.sessions.retrieve(id)).customer);
}

test('first checkouts 20 at once make one customer', async () => {
  const ada = await product.account('twenty@example.com');
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, index) => (index % 2 === 0 ? buy(ada) : subscribe(ada))),
  );
  expect(await customersOf('twenty@example.com')).toHaveLength(1);
  expect(answers.filter((_, index) => index % 2 === 0).map(({ status }) => status)).toEqual(
    Array(10).fill(200),
  );
});

test.each([
  ['before its event has come', false],
  ['after its event', true],
])(
  'a customer that was deleted at Stripe is another at the next checkout, %s',
  async (_when, afterEvent) => {
    const email = `deleted-${afterEvent}@example.com`;
    const ada = await product.account(email);
    for (let time = 1; time <= 2; time += 1) {
      const before = await customerAt((await buy(ada)).json.url);
      // Nothing is told while the webhook is down.
      if (!afterEvent) await product.simulator('/_sim/webhooks', { delayMs: 3_000 });
      await product.stripe.customers.del(before);
      if (afterEvent) await product.settled();
      const { status, json } = await (time === 1 ? buy(ada) : subscribe(ada));
      expect(status).toBe(200);
      expect(await customerAt(json.url)).not.toBe(before);
      expect(await customersOf(email)).toEqual([await customerAt(json.url)]);
      await product.simulator('/_sim/webhooks', {});
    }
    await product.settled();
    expect(
      (await ada.call<{ payments: unknown[] }>('GET', '/api/billing/payments')).json.payments,
    ).toHaveLength(3);
  },
  30_000,
);

test('20 checkouts that meet a deleted customer at once make one other', async () => {
  const ada = await product.account('again@example.com');
  const before = await customerAt((await buy(ada)).json.url);
  await product.simulator('/_sim/webhooks', { delayMs: 2_000 });
  await product.stripe.customers.del(before);
  const answers = await Promise.all(Array.from({ length: 20 }, () => buy(ada)));
  expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200));
  expect(await customersOf('again@example.com')).toHaveLength(1);
  await product.simulator('/_sim/webhooks', {});
});
