import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type ConsumerWorld, startConsumerWorld } from '../../infra/testing/consumer-world.ts';
import { checkoutEvent } from '../../infra/testing/stripe-events.ts';
import { keepCheckoutSession, placeOrder } from '../payments/order.ts';
import { createCursorSeal } from '../platform/cursor.ts';
import { type Entry, recordEntry } from './entry.ts';
import type { LedgerFilter } from './ledger-filter.ts';
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

const dayMs = 86_400_000;
const types = ['Purchase', 'Grant', 'Spend', 'Refund'] as const;

/** A person with an entry a day from 1 November on, of this type and so many credits each. */
async function ledgerOf(made: [type: Entry['type'], creditsDelta: number][]): Promise<string> {
  const { userId } = await world.givenOrder();
  for (const [day, [type, creditsDelta]] of made.entries()) {
    const causedAt = new Date(Date.parse('2026-11-01T23:59:59.999Z') + day * dayMs).toISOString();
    const source = { sourceKind: 'spend', sourceId: `s${day}`, notes: '', eventId: null };
    const entry = { userId, cause: `cause${day}`, causedAt, type, creditsDelta, ...source };
    await world.table.transact([...recordEntry(entry)]);
  }
  return userId;
}

async function filtered(userId: string, filter: LedgerFilter, limit = 100, cursor?: string) {
  const asked = { ...filter, limit, cursor };
  const { entries, next_cursor } = await readStatement({ table: world.table, cursors }, userId, asked);
  const rows = entries.map((entry) => [
    entry.created_at.slice(8, 10),
    entry.credits_delta,
    entry.balance_after,
  ]);
  return { rows, next: next_cursor };
}

test('of one type only are shown with the balance that all entries make', async () => {
  const userId = await ledgerOf([
    ['Purchase', 100],
    ['Spend', -1],
    ['Grant', 20],
    ['Spend', -3],
    ['Refund', -50],
  ]);
  expect((await filtered(userId, { type: 'Spend' })).rows).toEqual([
    ['04', -3, 116],
    ['02', -1, 99],
  ]);
  expect((await filtered(userId, { type: 'Purchase' })).rows).toEqual([['01', 100, 100]]);
});

test('of some days are those from the first moment of the first to the last of the last', async () => {
  const userId = await ledgerOf([
    ['Purchase', 100],
    ['Spend', -1],
    ['Grant', 20],
    ['Spend', -3],
    ['Refund', -50],
  ]);
  const rowsOf = async (filter: LedgerFilter) => (await filtered(userId, filter)).rows;
  expect(await rowsOf({ from: '2026-11-02', to: '2026-11-03' })).toEqual([
    ['03', 20, 119],
    ['02', -1, 99],
  ]);
  expect(await rowsOf({ from: '2026-11-05' })).toEqual([['05', -50, 66]]);
  expect(await rowsOf({ to: '2026-11-01' })).toEqual([['01', 100, 100]]);
  expect(await rowsOf({ type: 'Spend', to: '2026-11-03' })).toEqual([['02', -1, 99]]);
  expect(await rowsOf({ from: '2026-12-01' })).toEqual([]);
});

test('a period that ends before it begins is refused, and a cursor is good for its own filter only', async () => {
  const userId = await ledgerOf([
    ['Spend', -1],
    ['Spend', -2],
    ['Spend', -3],
  ]);
  await expect(filtered(userId, { from: '2026-11-02', to: '2026-11-01' })).rejects.toMatchObject({
    code: 'invalid_request',
  });
  const { next } = await filtered(userId, { type: 'Spend' }, 1);
  expect((await filtered(userId, { type: 'Spend' }, 1, next ?? '')).rows).toEqual([['02', -2, -3]]);
  for (const other of [{}, { type: 'Grant' }, { type: 'Spend', from: '2026-11-03' }] as const)
    await expect(filtered(userId, other, 1, next ?? '')).rejects.toMatchObject({ code: 'invalid_cursor' });
});

test('what few of very many entries meet comes over several pages, each with its right balance', async () => {
  const { userId } = await world.givenOrder();
  const many = 2_300;
  for (let from = 0; from < many; from += 50)
    await world.table.transact(
      Array.from({ length: 50 }, (_, at) => {
        const number = from + at;
        const causedAt = new Date(Date.parse('2026-01-01T00:00:00Z') + number * 1_000).toISOString();
        const type = number % 1_000 === 7 ? 'Grant' : 'Spend';
        const source = { sourceKind: 'spend', sourceId: 's', notes: '', eventId: null };
        const entry = { userId, cause: `c${number}`, causedAt, type, creditsDelta: 1, ...source } as const;
        return recordEntry(entry)[0];
      }),
    );
  await world.table.put({
    Item: { pk: `USER#${userId}`, sk: 'BALANCE', available: many, held: 0, version: many },
  });
  const found: unknown[] = [];
  let cursor: string | undefined;
  let pages = 0;
  do {
    const { entries, next_cursor } = await readStatement({ table: world.table, cursors }, userId, {
      type: 'Grant',
      limit: 100,
      cursor,
    });
    found.push(...entries.map(({ id, balance_after }) => [id, balance_after]));
    cursor = next_cursor ?? undefined;
    pages += 1;
  } while (cursor);
  expect(found).toEqual([
    ['c2007', 2_008],
    ['c1007', 1_008],
    ['c7', 8],
  ]);
  expect(pages).toBe(3);
}, 60_000);

test('of every type and span are what a reader of the whole ledger would pick out', async () => {
  const made = Array.from({ length: 24 }, (_, day) => {
    const type = types[(day * 7) % 4] ?? 'Spend';
    return [type, type === 'Spend' || type === 'Refund' ? -day : 3 * day] as [Entry['type'], number];
  });
  const userId = await ledgerOf(made);
  const all = await readStatement({ table: world.table, cursors }, userId, { limit: 100 });
  for (const type of [undefined, ...types])
    for (const [from, to] of [[], ['2026-11-05'], [undefined, '2026-11-20'], ['2026-11-09', '2026-11-17']]) {
      const picked = all.entries.filter(
        (entry) =>
          (!type || entry.type === type) &&
          (!from || entry.created_at >= from) &&
          (!to || entry.created_at <= `${to}T24`),
      );
      const shown = [];
      let cursor: string | undefined;
      do {
        const page = await readStatement({ table: world.table, cursors }, userId, {
          type,
          from,
          to,
          limit: 3,
          cursor,
        });
        shown.push(...page.entries);
        cursor = page.next_cursor ?? undefined;
      } while (cursor);
      expect(shown).toEqual(picked);
    }
}, 60_000);
