import { expect, test } from '@jest/globals';
import { creditsCheckout, openLab, postForm } from '../testing/lab.ts';

test('without expand, ids stay ids and line items stay away', async () => {
  await using lab = await openLab();
  const { id: customer } = await lab.stripe.customers.create({ email: 'ada@example.com' });
  const session = await lab.stripe.checkout.sessions.create({ ...creditsCheckout, customer });
  expect(session.customer).toBe(customer);
  expect(session.line_items).toBeUndefined();
});

test('nested paths are expanded, in lists too', async () => {
  await using lab = await openLab();
  const { id: customer } = await lab.stripe.customers.create({ email: 'ada@example.com' });
  const session = await lab.stripe.checkout.sessions.create({ ...creditsCheckout, customer });
  await postForm(session, { card: '4242424242424242' });
  const { data } = await lab.stripe.checkout.sessions.list({
    expand: ['data.customer', 'data.line_items', 'data.payment_intent.latest_charge'],
  });
  expect(data[0]).toMatchObject({
    customer: { object: 'customer', email: 'ada@example.com' },
    line_items: { data: [{ quantity: 25, price: { unit_amount: 20 } }] },
    payment_intent: { status: 'succeeded', latest_charge: { paid: true } },
  });
  const single = await lab.stripe.checkout.sessions.retrieve(session.id, {
    expand: ['line_items.data.price.product'],
  });
  expect(single).toMatchObject({ line_items: { data: [{ price: { product: { name: 'Cue credits' } } }] } });
});

test('what is null stays null', async () => {
  await using lab = await openLab();
  const session = await lab.stripe.checkout.sessions.create({
    ...creditsCheckout,
    expand: ['customer', 'payment_intent'],
  });
  expect(session).toMatchObject({ customer: null, payment_intent: null });
});

test.each(['status', 'amount_total', 'unicorn'])('%s cannot be expanded', async (path) => {
  await using lab = await openLab();
  const session = lab.stripe.checkout.sessions.create({ ...creditsCheckout, expand: [path] });
  await expect(session).rejects.toMatchObject({
    statusCode: 400,
    message: `This property cannot be expanded (${path}).`,
  });
  expect((await lab.stripe.checkout.sessions.list()).data).toEqual([]);
});

test('more than four levels are refused', async () => {
  await using lab = await openLab();
  const list = lab.stripe.checkout.sessions.list({ expand: ['data.line_items.data.price.product'] });
  await expect(list).rejects.toMatchObject({ statusCode: 400, code: 'property_expansion_max_depth' });
});
