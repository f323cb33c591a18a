import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Product, startProduct } from '../../infra/testing/product.ts';
import type { PlansAnswer } from '../../lib/contract/payment-routes.ts';

const pricesOf = ({ plans }: PlansAnswer) =>
  Object.fromEntries(plans.map(({ tier, prices }) => [tier, prices.map(({ price_id }) => price_id)]));

const plansFor = async (product: Product, person = product.newPerson()) => {
  const { status, json } = await person.call<PlansAnswer>('GET', '/api/payments/plans');
  expect(status).toBe(200);
  return json;
};

describe('what can be bought', () => {
  let product: Product;
  beforeAll(async () => {
    product = await startProduct({ given: { STRIPE_PRICE_ID_CORE: 'price_of_core' } });
  });
  afterAll(() => product.close());

  test('names the price that is set, and finds the others by their lookup keys', async () => {
    const key = (name: string) => `cue-dev-plan-${name}`;
    const { data } = await product.stripe.prices.list({
      lookup_keys: [key('PRO-month'), key('PRO-year'), key('STUDIO-month')],
    });
    const idOf = (name: string) => data.find(({ lookup_key }) => lookup_key === key(name))?.id;
    expect(pricesOf(await plansFor(product))).toEqual({
      FREE: [],
      CORE: ['price_of_core'],
      PRO: [idOf('PRO-month'), idOf('PRO-year')],
      STUDIO: [idOf('STUDIO-month')],
    });
    expect(data).toHaveLength(3);
  });

  test('tells everybody of the trial, but those who have had theirs', async () => {
    const trials = async (who = product.newPerson()) =>
      (await plansFor(product, who)).plans.map(({ trial_days }) => trial_days);
    expect(await trials()).toEqual([0, 7, 7, 0]);
    const ada = await product.account('ada@gmail.com');
    expect(await trials(ada)).toEqual([0, 7, 7, 0]);
    const { json } = await ada.call<{ url: string }>('POST', '/api/payments/create-checkout-session', {
      body: { tier: 'PRO' },
    });
    const body = new URLSearchParams({ card: '4242424242424242' });
    await fetch(json.url, { method: 'POST', body, redirect: 'manual' });
    await product.settled();
    expect(await trials(ada)).toEqual([0, 0, 0, 0]);
  });
});

test('plans are there while Stripe is switched off, without the ids that only Stripe knows', async () => {
  const product = await startProduct({
    given: { STRIPE_ENABLED: 'false', STRIPE_PRICE_ID_STUDIO: 'price_of_studio' },
  });
  try {
    expect(pricesOf(await plansFor(product))).toEqual({
      FREE: [],
      CORE: [null],
      PRO: [null, null],
      STUDIO: ['price_of_studio'],
    });
  } finally {
    await product.close();
  }
});

test('plans are there, and soon, while Stripe does not answer; and nobody waits for it again', async () => {
  const product = await startProduct();
  try {
    await product.simulator('/_sim/api-faults', {
      faults: [{ path: '/v1/prices*', count: 20, answer: 'timeout' }],
    });
    const startedAt = Date.now();
    for (let visitor = 1; visitor <= 5; visitor += 1)
      expect(pricesOf(await plansFor(product))).toMatchObject({ CORE: [null], PRO: [null, null] });
    expect(Date.now() - startedAt).toBeLessThan(2_500);
  } finally {
    await product.close();
  }
}, 20_000);
