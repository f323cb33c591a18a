import { expect, test } from '@jest/globals';
import { openLab } from '../testing/lab.ts';

async function labWithCustomers(count: number) {
  const lab = await openLab();
  for (let index = 1; index <= count; index += 1)
    await lab.stripe.customers.create({ name: `Customer ${index}` });
  return lab;
}

test('a list is newest first, ten at a time, and says when there is more', async () => {
  await using lab = await labWithCustomers(11);
  const page = await lab.stripe.customers.list();
  expect(page).toMatchObject({ object: 'list', has_more: true, url: '/v1/customers' });
  expect(page.data).toHaveLength(10);
  expect(page.data[0]?.name).toBe('Customer 11');
});

test('cursors lead forwards and back over the same rows', async () => {
  await using lab = await labWithCustomers(5);
  const first = await lab.stripe.customers.list({ limit: 2 });
  const second = await lab.stripe.customers.list({ limit: 2, starting_after: String(first.data[1]?.id) });
  expect(second.data.map((customer) => customer.name)).toEqual(['Customer 3', 'Customer 2']);
  expect(second.has_more).toBe(true);
  const back = await lab.stripe.customers.list({ limit: 2, ending_before: String(second.data[0]?.id) });
  expect(back.data.map((customer) => customer.name)).toEqual(['Customer 5', 'Customer 4']);
  expect(back.has_more).toBe(false);
});

test('the library pages through everything once', async () => {
  await using lab = await labWithCustomers(7);
  const all = await lab.stripe.customers.list({ limit: 3 }).autoPagingToArray({ limit: 100 });
  expect(all.map((customer) => customer.name)).toEqual(
    [7, 6, 5, 4, 3, 2, 1].map((index) => `Customer ${index}`),
  );
});

test.each([0, 101])('a limit of %i is refused', async (limit) => {
  await using lab = await openLab();
  await expect(lab.stripe.customers.list({ limit })).rejects.toMatchObject({
    statusCode: 400,
    param: 'limit',
  });
});

test('a cursor that names nothing is refused', async () => {
  await using lab = await openLab();
  const page = lab.stripe.customers.list({ starting_after: 'cus_none' });
  await expect(page).rejects.toMatchObject({
    statusCode: 400,
    code: 'resource_missing',
    param: 'starting_after',
  });
});
