import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type ConsumerWorld, startConsumerWorld } from '../../infra/testing/consumer-world.ts';
import { checkoutEvent } from '../../infra/testing/stripe-events.ts';
import { keepCheckoutSession, placeOrder } from '../payments/order.ts';
import { createCursorSeal } from '../platform/cursor.ts';
import { readStatement } from './statement.ts';

let world: ConsumerWorld;
beforeAll(async () => {
  world = await startConsumerWorld();
});
afterAll(() => world.close());

const cursors = createCursorSeal('a secret of at least thirty-two characters');

/** Orders of one person, a second apart; answers how to pay each. */
async function ordersOf(creditsOfEach: number[]) {
  const { userId, customer } = await world.givenOrder();
  const payments = [];
  for (const credits of creditsOfEach) {
    world.advanceSeconds(1);
    const bought = { userId, credits, description: `${credits} credits`, amountCents: 500, currency: 'usd' };
    const order = await placeOrder(world, bought, undefined);
    const session = { id: `cs_test_${order.paymentId}`, customer, metadata: { order_id: order.paymentId } };
    await keepCheckoutSession(world, order, session.id);
    payments.push(() => world.deliver('grant-credits', checkoutEvent('completed', session)));
  }
  return { userId, payments };
}

async function pageOf(userId: string, limit: number, cursor?: string | null) {
  const { entries, next_cursor } = await readStatement({ table: world.table, cursors }, userId, {
    limit,
    cursor: cursor ?? undefined,
  });
  return { rows: entries.map((entry) => [entry.credits_delta, entry.balance_after]), next: next_cursor };
}

test('balance_after is the running sum in the order shown, over pages', async () => {
  const { userId, payments } = await ordersOf([1, 20, 300, 4_000]);
  for (const pay of payments) await pay();
  const first = await pageOf(userId, 2);
  const second = await pageOf(userId, 2, first.next);
  expect([first.rows, second.rows]).toEqual([
    [
      [4_000, 4_321],
      [300, 321],
    ],
    [
      [20, 21],
      [1, 1],
    ],
  ]);
  expect((await pageOf(userId, 2, second.next)).rows).toEqual([]);
});

test('a purchase that settles between two pages, with an older time, is in the sums of the later page', async () => {
  const { userId, payments } = await ordersOf([1, 20, 300]);
  const [oldest, middle, newest] = payments;
  await middle?.();
  await newest?.();
  const first = await pageOf(userId, 1);
  expect(first.rows).toEqual([[300, 320]]);
  await oldest?.();
  expect((await pageOf(userId, 5, first.next)).rows).toEqual([
    [20, 21],
    [1, 1],
  ]);
});

test('a purchase that settles between two pages, with a newer time, leaves the later page as it was', async () => {
  const { userId, payments } = await ordersOf([1, 20, 300]);
  const [oldest, middle, newest] = payments;
  await oldest?.();
  await middle?.();
  const first = await pageOf(userId, 1);
  await newest?.();
  expect((await pageOf(userId, 5, first.next)).rows).toEqual([[1, 1]]);
});
