import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { type AdminProduct, startAdminProduct } from '../../infra/testing/admin-product.ts';
import { type ProductSubscribers, productSubscribers } from '../../infra/testing/product-subscribers.ts';
import type { Metrics } from '../../lib/contract/admin-routes.ts';

jest.setTimeout(120_000);

let world: AdminProduct;
let people: ProductSubscribers;
beforeAll(async () => {
  world = await startAdminProduct();
  people = productSubscribers(world.product);
}, 60_000);
afterAll(() => world.product.close());

const day = 86_400;
const kept = async () =>
  (await world.admin.call<{ metrics: Metrics | null }>('GET', '/api/admin/metrics')).json.metrics;
async function count(): Promise<Metrics> {
  const { status, json } = await world.admin.call<{ metrics: Metrics }>('POST', '/api/admin/metrics/count');
  if (status !== 200) throw new Error(`Counting answered ${status}: ${JSON.stringify(json)}`);
  return json.metrics;
}
const revenueOf = ({ months }: Metrics) => months.flatMap(({ revenue }) => revenue);
const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);

test('before the first count there is nothing to show', async () => {
  expect(await kept()).toBeNull();
});

test('a small world is counted to the cent and the credit, and the count is kept', async () => {
  const ada = await world.person('ada@example.com');
  await world.product.buy(ada, 25);
  await world.product.buy(ada, 30);
  await world.product.settled();
  const [charge] = (await world.product.stripe.charges.list({ limit: 1 })).data;
  await world.product.stripe.refunds.create({ charge: charge?.id ?? '', amount: 300 });
  await ada.call('POST', '/api/billing/spend', { body: { credits: 4, reason: 'Something' } });
  const given = { credits: 7, reason: 'Kindness' };
  await world.admin.call('POST', `/api/admin/users/${ada.userId}/credits`, { body: given });
  await people.subscriber('core@example.com');
  await people.subscriber('trial@example.com', { tier: 'PRO', trialDays: 14 });
  await world.product.settled();

  const counted = await count();
  const month = new Date().toISOString().slice(0, 7);
  expect(counted).toMatchObject({
    months: [
      {
        month,
        revenue: [{ currency: 'usd', purchases: 1_100, subscriptions: 499, wentBack: 300 }],
        subscriptionsAtStart: 0,
        subscriptionsStarted: 2,
        subscriptionsEnded: 0,
        trialsStarted: 1,
        creditsSpent: 4,
      },
    ],
    plans: [
      { tier: 'CORE', active: 1, trialing: 0, pastDue: 0 },
      { tier: 'PRO', active: 0, trialing: 1, pastDue: 0 },
    ],
    trials: { running: 1, started: 1, converted: 0 },
  });
  // 25 and 30 bought, 7 given, 25 of the plan, 100 of the trial; of the 30, half went back with half of the six dollars.
  expect(counted.credits).toEqual({ granted: 187, spent: 4, takenBack: 15, outstanding: 168 });
  expect(await kept()).toEqual(counted);
  expect((await world.product.audit()).differences).toEqual([]);
});

test('months go on: a trial that is paid, a renewal, and an end', async () => {
  const before = await count();
  await people.pass(40 * day);
  const core = (await world.product.stripe.subscriptions.list({ limit: 100 })).data.find(
    ({ items }) => items.data[0]?.price.unit_amount === 499,
  );
  await world.product.stripe.subscriptions.cancel(core?.id ?? '');
  await world.product.settled();
  const counted = await count();
  expect(counted.plans).toEqual([{ tier: 'PRO', active: 1, trialing: 0, pastDue: 0 }]);
  expect(counted.trials).toEqual({ running: 0, started: 1, converted: 1 });
  expect(sum(counted.months.map(({ subscriptionsEnded }) => subscriptionsEnded))).toBe(1);
  expect(counted.months.at(-1)?.subscriptionsAtStart).toBe(2);
  // Core twice, Pro once.
  expect(sum(revenueOf(counted).map(({ subscriptions }) => subscriptions))).toBe(2 * 499 + 1_499);
  expect(sum(revenueOf(counted).map(({ purchases }) => purchases))).toBe(1_100);
  expect(counted.countedAt > before.countedAt).toBe(true);
});

test('what was counted of invoices long ago is kept, and counting again counts nothing twice', async () => {
  await people.pass(120 * day);
  const first = await count();
  const again = await count();
  expect(again.months).toEqual(first.months);
  expect(again.credits).toEqual(first.credits);
});

test('counting is in the trail', async () => {
  const { json } = await world.admin.call<{ entries: object[] }>('GET', '/api/admin/audit');
  expect(json.entries[0]).toMatchObject({ act: 'countMetrics', who: world.admin.userId });
});
