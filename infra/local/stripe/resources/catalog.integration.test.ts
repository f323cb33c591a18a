import { expect, test } from '@jest/globals';
import { openLab } from '../testing/lab.ts';

test('a price is found by its lookup key, and its decimal arrives as the library’s own', async () => {
  await using lab = await openLab();
  const product = await lab.stripe.products.create({ name: 'Pro' });
  await lab.stripe.prices.create({
    product: product.id,
    currency: 'USD',
    unit_amount: 1499,
    lookup_key: 'pro_month',
    recurring: { interval: 'month' },
  });
  const { data } = await lab.stripe.prices.list({
    lookup_keys: ['pro_month', 'other'],
    expand: ['data.product'],
  });
  expect(data).toHaveLength(1);
  expect(data[0]).toMatchObject({
    currency: 'usd',
    unit_amount: 1499,
    type: 'recurring',
    recurring: { interval: 'month', interval_count: 1, usage_type: 'licensed' },
    product: { name: 'Pro' },
  });
  expect(data[0]?.unit_amount_decimal?.toString()).toBe('1499');
});

test('a lookup key moves to another price only when asked to', async () => {
  await using lab = await openLab();
  const product = await lab.stripe.products.create({ name: 'Pro' });
  const price = { product: product.id, currency: 'usd', unit_amount: 100, lookup_key: 'pro' };
  const first = await lab.stripe.prices.create(price);
  await expect(lab.stripe.prices.create(price)).rejects.toMatchObject({
    statusCode: 400,
    param: 'lookup_key',
  });
  const second = await lab.stripe.prices.create({ ...price, transfer_lookup_key: true });
  expect(second.lookup_key).toBe('pro');
  expect((await lab.stripe.prices.retrieve(first.id)).lookup_key).toBeNull();
});

test('prices and products are filtered by active', async () => {
  await using lab = await openLab();
  const product = await lab.stripe.products.create({
    name: 'Pro',
    default_price_data: { currency: 'usd', unit_amount: 500 },
  });
  await lab.stripe.products.update(product.id, { default_price: '' });
  await lab.stripe.prices.update(String(product.default_price), { active: false });
  expect((await lab.stripe.prices.list({ active: true })).data).toEqual([]);
  expect((await lab.stripe.prices.list({ active: false })).data).toHaveLength(1);
  expect((await lab.stripe.products.list({ active: true })).data).toHaveLength(1);
});

test('a product may bring its own id, once', async () => {
  await using lab = await openLab();
  await lab.stripe.products.create({ id: 'cue_pro', name: 'Pro' });
  expect((await lab.stripe.products.retrieve('cue_pro')).name).toBe('Pro');
  const again = lab.stripe.products.create({ id: 'cue_pro', name: 'Pro' });
  await expect(again).rejects.toMatchObject({ statusCode: 400, code: 'resource_already_exists' });
});

test('an id of a product has letters of ASCII, digits, - and _ only', async () => {
  await using lab = await openLab();
  for (const id of ['Manual Top-up', 'café', 'a.b'])
    await expect(lab.stripe.products.create({ id, name: 'Pro' })).rejects.toMatchObject({
      statusCode: 400,
      param: 'id',
      message: expect.stringContaining(`does not match for the value ${id}`),
    });
  expect((await lab.stripe.products.list()).data).toEqual([]);
});

test('the default price of a product is archived only after the product has let go of it', async () => {
  await using lab = await openLab();
  const product = await lab.stripe.products.create({
    name: 'Pro',
    default_price_data: { currency: 'usd', unit_amount: 500 },
  });
  const price = String(product.default_price);
  await expect(lab.stripe.prices.update(price, { active: false })).rejects.toMatchObject({
    statusCode: 400,
    message: 'This price cannot be archived because it is the default price of its product.',
  });
  expect(await lab.stripe.products.update(product.id, { default_price: '' })).toMatchObject({
    default_price: null,
  });
  expect((await lab.stripe.prices.update(price, { active: false })).active).toBe(false);
});

test('a coupon takes off a share or an amount, not both', async () => {
  await using lab = await openLab();
  await expect(lab.stripe.coupons.create({})).rejects.toMatchObject({ statusCode: 400 });
  const both = lab.stripe.coupons.create({ percent_off: 10, amount_off: 100, currency: 'usd' });
  await expect(both).rejects.toMatchObject({ statusCode: 400 });
  const amountOnly = lab.stripe.coupons.create({ amount_off: 100 });
  await expect(amountOnly).rejects.toMatchObject({ code: 'parameter_missing', param: 'currency' });
});

test('promotion codes are listed by code, and an active code is unique', async () => {
  await using lab = await openLab();
  const coupon = await lab.stripe.coupons.create({ percent_off: 10 });
  const promotion = { type: 'coupon', coupon: coupon.id } as const;
  const code = await lab.stripe.promotionCodes.create({ promotion, code: 'SPRING' });
  expect((await lab.stripe.promotionCodes.list({ code: 'SPRING' })).data.map(({ id }) => id)).toEqual([
    code.id,
  ]);
  await expect(lab.stripe.promotionCodes.create({ promotion, code: 'spring' })).rejects.toMatchObject({
    param: 'code',
  });
  const expanded = await lab.stripe.promotionCodes.retrieve(code.id, { expand: ['promotion.coupon'] });
  expect(expanded.promotion.coupon).toMatchObject({ percent_off: 10 });
});

test('the account and its balance answer health checks', async () => {
  await using lab = await openLab();
  expect(await lab.stripe.accounts.retrieveCurrent()).toMatchObject({
    object: 'account',
    charges_enabled: true,
  });
  expect(await lab.stripe.balance.retrieve()).toMatchObject({
    object: 'balance',
    pending: [{ amount: 0, currency: 'usd' }],
  });
});

test('a promotion code is found whatever its case', async () => {
  await using lab = await openLab();
  const { id } = await lab.stripe.coupons.create({ percent_off: 10, duration: 'once' });
  const made = await lab.stripe.promotionCodes.create({
    code: 'Spring',
    promotion: { type: 'coupon', coupon: id },
  });
  const { data } = await lab.stripe.promotionCodes.list({ code: 'SPRING' });
  expect(data.map((code) => code.id)).toEqual([made.id]);
});
