import { expect, test } from '@jest/globals';
import { openLab } from '../testing/lab.ts';

test('a customer is stored and answered in full', async () => {
  await using lab = await openLab();
  const { id } = await lab.stripe.customers.create({
    email: 'ada@example.com',
    name: 'Ada',
    metadata: { user_id: 'usr_1' },
  });
  expect(await lab.stripe.customers.retrieve(id)).toMatchObject({
    object: 'customer',
    email: 'ada@example.com',
    name: 'Ada',
    metadata: { user_id: 'usr_1' },
    livemode: false,
    address: null,
    balance: 0,
  });
});

test('an update changes what it names, merges metadata, and tells what it replaced', async () => {
  await using lab = await openLab();
  const { id } = await lab.stripe.customers.create({
    email: 'ada@example.com',
    name: 'Ada',
    metadata: { a: '1', b: '2' },
  });
  const updated = await lab.stripe.customers.update(id, { name: '', metadata: { b: '', c: '3' } });
  expect(updated).toMatchObject({ email: 'ada@example.com', name: null });
  expect(updated.metadata).toEqual({ a: '1', c: '3' });
  const { data } = await lab.stripe.events.list({ type: 'customer.updated' });
  expect(data[0]?.data).toMatchObject({
    previous_attributes: { name: 'Ada', metadata: { b: '2', c: null } },
  });
});

test('a deleted customer answers deleted:true, is listed no more and takes no checkout', async () => {
  await using lab = await openLab();
  const { id } = await lab.stripe.customers.create({ email: 'ada@example.com' });
  expect(await lab.stripe.customers.del(id)).toMatchObject({ id, object: 'customer', deleted: true });
  expect(await lab.stripe.customers.retrieve(id)).toMatchObject({ id, deleted: true });
  expect((await lab.stripe.customers.list()).data).toEqual([]);
  await expect(lab.stripe.customers.update(id, { name: 'x' })).rejects.toMatchObject({ statusCode: 404 });
  const { data } = await lab.stripe.events.list({ type: 'customer.deleted' });
  expect(data[0]?.data.object).toMatchObject({ id, email: 'ada@example.com' });
});

test('the e-mail filter finds that address only', async () => {
  await using lab = await openLab();
  await lab.stripe.customers.create({ email: 'ada@example.com' });
  await lab.stripe.customers.create({ email: 'grace@example.com' });
  const { data } = await lab.stripe.customers.list({ email: 'ada@example.com' });
  expect(data.map((customer) => customer.email)).toEqual(['ada@example.com']);
});

test('a customer that never was is 404 resource_missing', async () => {
  await using lab = await openLab();
  const missing = lab.stripe.customers.retrieve('cus_none');
  await expect(missing).rejects.toMatchObject({
    statusCode: 404,
    code: 'resource_missing',
    param: 'id',
    message: "No such customer: 'cus_none'",
  });
});

test('fifty-one metadata keys are refused', async () => {
  await using lab = await openLab();
  const metadata = Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`key${index}`, 'x']));
  await expect(lab.stripe.customers.create({ metadata })).rejects.toMatchObject({
    statusCode: 400,
    param: 'metadata',
  });
});
