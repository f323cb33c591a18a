import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type AccountWorld, startAccountWorld, type WorldPerson } from '../../infra/testing/account-world.ts';
import { recordEntry } from '../../lib/credits/entry.ts';
import { openHold } from '../../lib/credits/hold.ts';
import { settleActions } from '../../lib/credits/settle-hold.ts';
import { takeDemo } from '../../lib/usage/demo-allowance.ts';

let world: AccountWorld;
let ada: WorldPerson;
let secret: string;
beforeAll(async () => {
  world = await startAccountWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  world.advanceSeconds((Date.parse('2026-11-21T10:00:00Z') - world.clock.now().getTime()) / 1_000);
  ada = await world.person('PRO');
  secret = (await ada.call('POST', '/api/keys', { name: 'Laptop' })).json.secret;
  const { userId } = ada;
  const source = { sourceKind: 'checkout_session', sourceId: 'cs_1', eventId: null };
  const causedAt = world.clock.now().toISOString();
  const entry = { userId, cause: 'cs_1', causedAt, type: 'Purchase', creditsDelta: 100, notes: '' } as const;
  await world.table.transact([...recordEntry({ ...entry, ...source })]);
});

const daySeconds = 86_400;
const byKey = (method: string, address: string, body?: unknown) =>
  world.call(method, address, { body, headers: { authorization: `Bearer ${secret}` } });
const usage = async (query = '') => (await ada.call('GET', `/api/billing/usage${query}`)).json;

/** What a generation or an export does once it has come out well. */
async function paidFor(action: string, credits: number): Promise<void> {
  const wish = { userId: ada.userId, credits, reason: 'x', expiresInSeconds: 60, unlimited: false };
  const held = await openHold(world, wish);
  if (held.outcome !== 'held') throw new Error('There was too little to hold');
  await world.table.transact(
    settleActions(held.hold, credits, { action }, { now: world.clock.now(), threshold: 0, seen: undefined }),
  );
}

describe('usage', () => {
  test('is every day of the last thirty, with what was called by key and what was spent', async () => {
    await byKey('GET', '/api/billing/credits');
    await byKey('POST', '/api/billing/spend', { credits: 3, reason: 'x' });
    await ada.call('POST', '/api/billing/spend', { credits: 4, reason: 'x' });
    world.advanceSeconds(2 * daySeconds);
    await byKey('GET', '/api/billing/credits');
    const { from, to, totals, series } = await usage();
    expect([from, to, series.length]).toEqual(['2026-10-25', '2026-11-23', 30]);
    expect(totals).toEqual({ credits: 7, requests: 3, generations: 0, exports: 0 });
    expect(series.slice(-3)).toEqual([
      { date: '2026-11-21', credits: 7, requests: 2 },
      { date: '2026-11-22', credits: 0, requests: 0 },
      { date: '2026-11-23', credits: 0, requests: 1 },
    ]);
  });

  test('by action tells what took credits and what was asked for', async () => {
    await byKey('GET', '/api/billing/credits');
    await byKey('GET', '/api/billing/credits');
    await byKey('POST', '/api/billing/spend', { credits: 3, reason: 'x' });
    const { id } = (await byKey('POST', '/api/billing/holds', { credits: 9, reason: 'x' })).json;
    await byKey('POST', `/api/billing/holds/${id}/settle`, { credits: 5 });
    await paidFor('generateWorkflow', 1);
    await paidFor('exportWorkflow', 3);
    await takeDemo(world, ada.userId, 10);
    expect(await usage('?group_by=action')).toEqual({
      from: '2026-10-23',
      to: '2026-11-21',
      totals: { credits: 12, requests: 5, generations: 2, exports: 1 },
      series: [
        { action: 'exportWorkflow', credits: 3, requests: 0 },
        { action: 'generateWorkflow', credits: 1, requests: 0 },
        { action: 'getCredits', credits: 0, requests: 2 },
        { action: 'holdCredits', credits: 0, requests: 1 },
        { action: 'settleHold', credits: 5, requests: 1 },
        { action: 'spendCredits', credits: 3, requests: 1 },
      ],
    });
  });

  test('counts no credits for what was refused, released, or free by the plan', async () => {
    await ada.call('POST', '/api/billing/spend', { credits: 101, reason: 'x' });
    const { id } = (await ada.call('POST', '/api/billing/holds', { credits: 9, reason: 'x' })).json;
    await ada.call('POST', `/api/billing/holds/${id}/release`);
    await world.subscribe(ada.userId, 'STUDIO');
    await ada.call('POST', '/api/billing/spend', { credits: 5, reason: 'x' });
    expect((await usage()).totals).toEqual({ credits: 0, requests: 0, generations: 0, exports: 0 });
  });

  test("is of the days that are asked for, both included, and nobody else's", async () => {
    await ada.call('POST', '/api/billing/spend', { credits: 1, reason: 'x' });
    world.advanceSeconds(daySeconds);
    await ada.call('POST', '/api/billing/spend', { credits: 20, reason: 'x' });
    const eve = await world.person();
    const day = '?from=2026-11-22&to=2026-11-22';
    expect(await usage(day)).toMatchObject({
      totals: { credits: 20 },
      series: [{ date: '2026-11-22', credits: 20, requests: 0 }],
    });
    expect((await eve.call('GET', `/api/billing/usage${day}`)).json.totals.credits).toBe(0);
    expect((await usage('?to=2026-11-21')).from).toBe('2026-10-23');
    expect((await usage('?from=2026-11-21')).to).toBe('2026-11-22');
  });

  test('is of a leap year at the most', async () => {
    const year = await usage('?from=2027-07-01&to=2028-06-30');
    expect([year.series.length, year.series[366 - 123].date]).toEqual([366, '2028-02-29']);
    const refused = await ada.call('GET', '/api/billing/usage?from=2027-07-01&to=2028-07-01');
    expect(refused).toMatchObject({ status: 400, json: { detail: 'Ask for at most 366 days' } });
  });

  test.each([
    ['?from=2026-11-22&to=2026-11-21', 400, 'from must not be after to'],
    ['?from=2026-11-22', 400, 'from must not be after to'],
    ['?from=yesterday', 422, 'Must be a date, 2026-11-21 say'],
    ['?to=2026-02-30', 422, 'Must be a date, 2026-11-21 say'],
    ['?group_by=hour', 422, 'Must be day or action'],
  ])('of %s is refused', async (query, status, detail) => {
    expect(await ada.call('GET', `/api/billing/usage${query}`)).toMatchObject({ status, json: { detail } });
  });

  test('is empty for who did nothing, and for nobody without session or key', async () => {
    const eve = await world.person();
    expect((await eve.call('GET', '/api/billing/usage?group_by=action')).json.series).toEqual([]);
    expect((await world.call('GET', '/api/billing/usage')).status).toBe(401);
  });
});
