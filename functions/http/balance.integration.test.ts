import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type AccountWorld, startAccountWorld, type WorldPerson } from '../../infra/testing/account-world.ts';
import { type Entry, recordEntry } from '../../lib/credits/entry.ts';

let world: AccountWorld;
beforeAll(async () => {
  world = await startAccountWorld();
});
afterAll(() => world.close());

async function record(someone: WorldPerson, entry: Pick<Entry, 'type' | 'creditsDelta'> & Partial<Entry>) {
  const { userId } = someone;
  const causedAt = world.clock.now().toISOString();
  const source = { sourceKind: 'test', sourceId: 'x', notes: '', eventId: null };
  const cause = `${entry.type}:${entry.creditsDelta}`;
  await world.table.transact([...recordEntry({ userId, cause, causedAt, ...source, ...entry })]);
}
const balance = async (someone: WorldPerson) => (await someone.call('GET', '/api/billing/balance')).json;
const post = (someone: WorldPerson, path: string, body: object) =>
  someone.call('POST', `/api/billing/${path}`, body);

describe('the balance', () => {
  test('is told with what was bought, granted, spent and taken back, which add up to it', async () => {
    const ada = await world.person('PRO');
    await record(ada, { type: 'Purchase', creditsDelta: 60 });
    await record(ada, { type: 'Purchase', creditsDelta: 25 });
    await record(ada, { type: 'Refund', creditsDelta: -12 });
    await record(ada, { type: 'Grant', creditsDelta: 7 });
    await post(ada, 'spend', { credits: 10, reason: 'x' });
    const { id } = (await post(ada, 'holds', { credits: 9, reason: 'x' })).json;
    await post(ada, `holds/${id}/settle`, { credits: 4 });
    await post(ada, 'holds', { credits: 3, reason: 'x' });
    expect(await balance(ada)).toEqual({
      balance: 66,
      available: 63,
      held: 3,
      unlimited: false,
      low: false,
      sums: { purchased: 85, granted: 7, spent: -14, refunded: -12 },
      plan_credits: { credits: 0, since: '2026-11-01T10:00:00.000Z' },
    });
  });

  test('of who did nothing is empty, and not low: they never had any', async () => {
    expect(await balance(await world.person())).toEqual({
      balance: 0,
      available: 0,
      held: 0,
      unlimited: false,
      low: false,
      sums: { purchased: 0, granted: 0, spent: 0, refunded: 0 },
      plan_credits: null,
    });
  });

  test('says what the plan brought for the month that runs, an upgrade included', async () => {
    const ada = await world.person('PRO');
    const month = { cause: 'month:sub_1', notes: 'Monthly PRO subscription credits' };
    await record(ada, { type: 'Grant', creditsDelta: 100, ...month, causedAt: '2026-11-01T10:00:00.000Z' });
    await record(ada, { type: 'Grant', creditsDelta: 99, ...month, causedAt: '2026-10-01T10:00:00.000Z' });
    expect((await balance(ada)).plan_credits).toEqual({ credits: 100, since: '2026-11-01T10:00:00.000Z' });
    const level = `LEVEL#sub_1#2026-11-01T10:00:00.000Z`;
    await world.table.put({ Item: { pk: `USER#${ada.userId}`, sk: level, credits: 140 } });
    expect((await balance(ada)).plan_credits.credits).toBe(140);
  });

  test('of a paid year names the month of it that runs, and of a trial what that brought', async () => {
    const ada = await world.person();
    const year = { currentPeriodStart: '2026-01-20T10:00:00.000Z', interval: 'year' } as const;
    await world.subscribe(ada.userId, 'PRO', year);
    expect((await balance(ada)).plan_credits).toEqual({ credits: 0, since: '2026-11-20T10:00:00.000Z' });
    const trialStart = '2026-11-19T10:00:00.000Z';
    await world.subscribe(ada.userId, 'PRO', { status: 'trialing', knownStatus: 'trialing', trialStart });
    await record(ada, { type: 'Grant', creditsDelta: 25, cause: 'trial:sub_1', causedAt: trialStart });
    expect((await balance(ada)).plan_credits).toEqual({ credits: 25, since: trialStart });
  });

  test('names no sums where they were not counted from the first entry on', async () => {
    const ada = await world.person();
    const early = { pk: `USER#${ada.userId}`, sk: 'BALANCE', available: 40, held: 0, version: 3 };
    await world.table.put({ Item: early });
    await record(ada, { type: 'Purchase', creditsDelta: 25 });
    expect(await balance(ada)).toMatchObject({ balance: 65, sums: null });
  });

  test('is low below five credits, held ones included, and never on a plan without limits', async () => {
    const ada = await world.person();
    await record(ada, { type: 'Purchase', creditsDelta: 6 });
    await post(ada, 'holds', { credits: 4, reason: 'x' });
    await post(ada, 'spend', { credits: 1, reason: 'x' });
    expect(await balance(ada)).toMatchObject({ balance: 5, available: 1, low: false });
    await post(ada, 'spend', { credits: 1, reason: 'x' });
    expect(await balance(ada)).toMatchObject({ balance: 4, low: true });
    await world.subscribe(ada.userId, 'STUDIO');
    expect(await balance(ada)).toMatchObject({ low: false, unlimited: true, plan_credits: null });
  });

  test('shows no credits as held whose hold is over', async () => {
    const ada = await world.person();
    await record(ada, { type: 'Purchase', creditsDelta: 9 });
    await post(ada, 'holds', { credits: 9, reason: 'x', expires_in_seconds: 60 });
    world.advanceSeconds(60);
    expect(await balance(ada)).toMatchObject({ balance: 9, available: 9, held: 0 });
  });
});

describe('the ledger', () => {
  const ledger = (someone: WorldPerson, query: string) => someone.call('GET', `/api/billing/ledger${query}`);

  test('is told by type and by days, with the balance after each entry', async () => {
    const ada = await world.person();
    await record(ada, { type: 'Purchase', creditsDelta: 60, causedAt: '2026-11-02T10:00:00.000Z' });
    await record(ada, { type: 'Spend', creditsDelta: -8, causedAt: '2026-11-03T10:00:00.000Z' });
    await record(ada, { type: 'Grant', creditsDelta: 5, causedAt: '2026-11-04T10:00:00.000Z' });
    const rows = async (query: string) =>
      (await ledger(ada, query)).json.entries.map((entry: { type: string; balance_after: number }) => [
        entry.type,
        entry.balance_after,
      ]);
    expect(await rows('?type=Spend')).toEqual([['Spend', 52]]);
    expect(await rows('?from=2026-11-03&to=2026-11-03')).toEqual([['Spend', 52]]);
    expect(await rows('?to=2026-11-02')).toEqual([['Purchase', 60]]);
    expect(await rows('')).toHaveLength(3);
  });

  test.each([
    ['?type=spend', 422, 'Must be one of Purchase, Grant, Spend, Refund'],
    ['?from=yesterday', 422, 'Must be a date, 2026-11-21 say'],
    ['?to=2026-02-30', 422, 'Must be a date, 2026-11-21 say'],
    ['?from=2026-11-22&to=2026-11-21', 400, 'from must not be after to'],
  ])('of %s is refused', async (query, status, detail) => {
    const ada = await world.person();
    expect(await ledger(ada, query)).toMatchObject({ status, json: { detail } });
  });

  test("a cursor is good for nobody else's ledger, and with no other filter", async () => {
    const [ada, grace] = [await world.person(), await world.person()];
    for (const creditsDelta of [1, 2]) await record(ada, { type: 'Purchase', creditsDelta });
    const { next_cursor: cursor } = (await ledger(ada, '?limit=1&type=Purchase')).json;
    const refused = { status: 400, json: { code: 'invalid_cursor' } };
    expect(await ledger(grace, `?type=Purchase&cursor=${cursor}`)).toMatchObject(refused);
    expect(await ledger(ada, `?cursor=${cursor}`)).toMatchObject(refused);
    expect((await ledger(ada, `?type=Purchase&cursor=${cursor}`)).json.entries).toHaveLength(1);
  });
});
