import { expect, test } from '@jest/globals';
import type Stripe from 'stripe';
import { creditsCheckout, type Lab, openLab, postForm } from '../testing/lab.ts';

const HOUR = 3600;

async function refusal(
  { stripe }: Lab,
  params: Partial<Stripe.Checkout.SessionCreateParams>,
): Promise<unknown> {
  return stripe.checkout.sessions.create({ ...creditsCheckout, ...params }).then(
    () => undefined,
    (error: unknown) => error,
  );
}

test('a session opens with its amounts, its page and 24 hours to pay', async () => {
  await using lab = await openLab();
  const session = await lab.stripe.checkout.sessions.create(creditsCheckout);
  expect(session).toMatchObject({
    object: 'checkout.session',
    mode: 'payment',
    status: 'open',
    payment_status: 'unpaid',
    currency: 'usd',
    amount_subtotal: 500,
    amount_total: 500,
    total_details: { amount_discount: 0, amount_shipping: 0, amount_tax: 0 },
    ui_mode: 'hosted_page',
    livemode: false,
    url: `${lab.simulator.url}/c/pay/${session.id}`,
  });
  expect(session.id).toMatch(/^cs_test_/);
  expect(session.expires_at - session.created).toBe(24 * HOUR);
});

test('lines by price and by inline data are listed in their order', async () => {
  await using lab = await openLab();
  const product = await lab.stripe.products.create({ name: 'Cue Pro Plan' });
  const price = await lab.stripe.prices.create({ product: product.id, currency: 'usd', unit_amount: 2000 });
  const { id } = await lab.stripe.checkout.sessions.create({
    ...creditsCheckout,
    line_items: [
      { price: price.id, quantity: 1 },
      { price_data: { currency: 'usd', unit_amount: 20, product: product.id }, quantity: 30 },
    ],
  });
  const { data } = await lab.stripe.checkout.sessions.listLineItems(id);
  expect(data.map((item) => [item.description, item.quantity, item.amount_total])).toEqual([
    ['Cue Pro Plan', 1, 2000],
    ['Cue Pro Plan', 30, 600],
  ]);
  expect(data[0]?.price?.id).toBe(price.id);
});

test.each<[string, Partial<Stripe.Checkout.SessionCreateParams>, Record<string, unknown>]>([
  ['no success url', { success_url: undefined }, { code: 'parameter_missing', param: 'success_url' }],
  ['no lines', { line_items: [] }, { code: 'parameter_missing', param: 'line_items' }],
  [
    'a success url that runs script',
    { success_url: 'javascript:alert(1)' },
    { code: 'url_invalid', param: 'success_url' },
  ],
  [
    'a missing customer',
    { customer: 'cus_none' },
    { statusCode: 400, code: 'resource_missing', param: 'customer' },
  ],
  [
    'a missing price',
    { line_items: [{ price: 'price_none', quantity: 1 }] },
    { code: 'resource_missing', param: 'line_items[0][price]' },
  ],
  [
    'a quantity of zero',
    {
      line_items: [
        { price_data: { currency: 'usd', unit_amount: 500, product_data: { name: 'x' } }, quantity: 0 },
      ],
    },
    { param: 'line_items[0][quantity]' },
  ],
  [
    'less than fifty cents',
    {
      line_items: [
        { price_data: { currency: 'usd', unit_amount: 49, product_data: { name: 'x' } }, quantity: 1 },
      ],
    },
    { code: 'amount_too_small' },
  ],
  [
    'codes and a discount',
    { allow_promotion_codes: true, discounts: [{ coupon: 'x' }] },
    { param: 'allow_promotion_codes' },
  ],
  ['a mode that is not simulated yet', { mode: 'setup' }, { code: 'not_simulated', param: 'mode' }],
])('%s is refused, and nothing is left behind', async (_what, params, expected) => {
  await using lab = await openLab();
  expect(await refusal(lab, params)).toMatchObject({ statusCode: 400, ...expected });
  expect((await lab.stripe.checkout.sessions.list()).data).toEqual([]);
  expect((await lab.stripe.products.list()).data).toEqual([]);
  expect((await lab.stripe.events.list()).data).toEqual([]);
});

test('expiry lies between 30 minutes and 24 hours ahead', async () => {
  await using lab = await openLab();
  const now = Math.floor(Date.now() / 1000);
  expect(await refusal(lab, { expires_at: now + 60 })).toMatchObject({ param: 'expires_at' });
  expect(await refusal(lab, { expires_at: now + 25 * HOUR })).toMatchObject({ param: 'expires_at' });
  expect(await refusal(lab, { expires_at: now + HOUR })).toBeUndefined();
});

test('a session whose time is up expires by itself and says so', async () => {
  await using lab = await openLab();
  const { id } = await lab.stripe.checkout.sessions.create(creditsCheckout);
  lab.passSeconds(24 * HOUR);
  expect(await lab.stripe.checkout.sessions.retrieve(id)).toMatchObject({ status: 'expired', url: null });
  expect((await lab.stripe.events.list({ type: 'checkout.session.expired' })).data).toHaveLength(1);
});

test('only an open session can be expired', async () => {
  await using lab = await openLab();
  const { id } = await lab.stripe.checkout.sessions.create(creditsCheckout);
  expect((await lab.stripe.checkout.sessions.expire(id)).status).toBe('expired');
  await expect(lab.stripe.checkout.sessions.expire(id)).rejects.toMatchObject({ statusCode: 400 });
});

test('the buyer’s address comes from the customer, and sessions are found by customer and payment intent', async () => {
  await using lab = await openLab();
  const { id: customer } = await lab.stripe.customers.create({ email: 'ada@example.com' });
  const session = await lab.stripe.checkout.sessions.create({ ...creditsCheckout, customer });
  await lab.stripe.checkout.sessions.create(creditsCheckout);
  expect(session.customer_details?.email).toBe('ada@example.com');
  await postForm(session, { card: '4242424242424242' });
  const { data } = await lab.stripe.checkout.sessions.list({ customer });
  expect(data.map(({ id }) => id)).toEqual([session.id]);
  const byIntent = await lab.stripe.checkout.sessions.list({
    payment_intent: String(data[0]?.payment_intent),
  });
  expect(byIntent.data.map(({ id }) => id)).toEqual([session.id]);
});
