import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type AdminProduct, type KnownPerson, startAdminProduct } from '../../infra/testing/admin-product.ts';
import { productSubscribers } from '../../infra/testing/product-subscribers.ts';
import { keys } from '../../lib/platform/keys.ts';

let world: AdminProduct;
let buyer: KnownPerson;
beforeAll(async () => {
  world = await startAdminProduct();
  buyer = await world.person('ada@example.com');
  await world.product.buy(buyer, 25);
  await world.product.settled();
}, 60_000);
afterAll(() => world.product.close());

type Body = Record<string, unknown>;
const find = async (q: string) =>
  (
    await world.admin.call<{ users: Body[] }>('GET', `/api/admin/users?q=${encodeURIComponent(q)}`)
  ).json.users.map(({ id }) => id);
const look = (userId: string, query = '') =>
  world.admin.call<Body & { ledger: { entries: Body[]; next_cursor: string | null } }>(
    'GET',
    `/api/admin/users/${userId}${query}`,
  );
const trail = async () =>
  (await world.admin.call<{ entries: Body[] }>('GET', '/api/admin/audit')).json.entries;

test('a person is found by address however it is written, by id and by customer, and only exactly', async () => {
  const customer = (await world.table.get(keys.user(buyer.userId)))?.stripeCustomerId;
  expect(customer).toMatch(/^cus_/);
  for (const q of ['ada@example.com', ' Ada@Example.com ', buyer.userId, String(customer)])
    expect(await find(q)).toEqual([buyer.userId]);
  for (const q of ['ada', 'nobody@example.com', 'usr_none', 'cus_none', 'USER#x'])
    expect(await find(q)).toEqual([]);
  expect((await world.admin.call('GET', '/api/admin/users?q=')).status).toBe(422);
  expect((await world.admin.call('GET', '/api/admin/users')).status).toBe(400);
});

test('a look shows plan, balance, ledger and payments, and is in the trail', async () => {
  const { json } = await look(buyer.userId);
  expect(json).toMatchObject({
    user: { id: buyer.userId, email: 'ada@example.com', isAdmin: false },
    plan: { tier: 'FREE', unlimited: false, graceUntil: null },
    balance: { balance: 25, available: 25, held: 0 },
    ledger: {
      entries: [{ type: 'Purchase', credits_delta: 25, balance_after: 25, by: null }],
      next_cursor: null,
    },
    payments: [{ status: 'paid', amount: 500, currency: 'usd', credits_granted: 25 }],
    subscriptions: [],
  });
  expect((await trail())[0]).toMatchObject({
    act: 'lookAtUser',
    who: world.admin.userId,
    userId: buyer.userId,
  });
});

test('a found person is in the trail, somebody who is not there is not', async () => {
  await find('ada@example.com');
  expect((await trail())[0]).toMatchObject({ act: 'findUser', userId: buyer.userId });
  const before = (await trail()).length;
  await find('nobody@example.com');
  expect(await trail()).toHaveLength(before);
});

test('the ledger goes on by its cursor, which opens for nobody else', async () => {
  for (const credits of [1, 2]) {
    const body = { credits, reason: 'Kindness' };
    await world.admin.call('POST', `/api/admin/users/${buyer.userId}/credits`, { body });
  }
  const first = await look(buyer.userId, '?limit=2');
  expect(first.json.ledger.entries).toMatchObject([
    { credits_delta: 2, balance_after: 28, by: world.admin.userId },
    { credits_delta: 1, balance_after: 26, by: world.admin.userId },
  ]);
  const cursor = first.json.ledger.next_cursor;
  const rest = await look(buyer.userId, `?limit=2&cursor=${cursor}`);
  expect(rest.json.ledger).toMatchObject({
    entries: [{ type: 'Purchase', balance_after: 25 }],
    next_cursor: null,
  });
  expect(await look(world.admin.userId, `?cursor=${cursor}`)).toMatchObject({
    status: 400,
    json: { code: 'invalid_cursor' },
  });
});

test('a subscriber is shown with plan and subscriptions', async () => {
  const { userId, subscriptionId } = await productSubscribers(world.product).subscriber('grace@example.com');
  await world.product.settled();
  expect((await look(userId)).json).toMatchObject({
    plan: { tier: 'CORE' },
    subscriptions: [{ id: subscriptionId, tier: 'CORE', status: 'active', endedAt: null }],
  });
});

test('no secret of the person is in what an admin sees', async () => {
  const text = JSON.stringify((await look(buyer.userId)).json);
  expect(text).not.toMatch(/hash|secret|identit|token|4242|card/i);
});

test('who is not there is told as such, and leaves no act', async () => {
  const before = (await trail()).length;
  expect((await look('usr_01K9XJ8Z0000000000000000ZZ')).status).toBe(404);
  expect((await look('usr_1')).status).toBe(404);
  expect(await trail()).toHaveLength(before);
});
