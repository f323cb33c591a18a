import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type AccountWorld, startAccountWorld, type WorldPerson } from '../../infra/testing/account-world.ts';
import { CrashingHandler } from '../../infra/testing/crashing-handler.ts';
import { recordEntry } from '../../lib/credits/entry.ts';
import { createHandler as releaseHolds } from '../schedules/release-holds.ts';

let world: AccountWorld;
beforeAll(async () => {
  world = await startAccountWorld();
});
afterAll(() => world.close());

const site = 'http://localhost:5000';

async function give(userId: string, creditsDelta: number, type: 'Purchase' | 'Refund' = 'Purchase') {
  const causedAt = world.clock.now().toISOString();
  const cause = `${type}:${Math.random()}`;
  const source = { sourceKind: 'checkout_session', sourceId: cause, eventId: null };
  const entry = { userId, cause, causedAt, type, creditsDelta, notes: 'Credits', ...source };
  await world.table.transact([...recordEntry(entry)]);
}

async function personWith(credits: number, tier?: string): Promise<WorldPerson> {
  const someone = await world.person(tier);
  if (credits > 0) await give(someone.userId, credits);
  return someone;
}

const keyed = ({ cookies }: WorldPerson, path: string, body: unknown, key: string) =>
  world.call('POST', path, { body, cookies, headers: { origin: site, 'idempotency-key': key } });
const hold = (someone: WorldPerson, credits: number, more: object = {}) =>
  someone.call('POST', '/api/billing/holds', { credits, reason: 'Generate', ...more });
const settle = (someone: WorldPerson, id: string, credits: number) =>
  someone.call('POST', `/api/billing/holds/${id}/settle`, { credits });
const release = (someone: WorldPerson, id: string) =>
  someone.call('POST', `/api/billing/holds/${id}/release`);
const creditsOf = async (someone: WorldPerson) => {
  const { balance, available, held } = (await someone.call('GET', '/api/billing/credits')).json;
  return { balance, available, held };
};
const spendsOf = async (someone: WorldPerson) => {
  const { entries } = (await someone.call('GET', '/api/billing/ledger')).json;
  return entries.filter(({ type }: { type: string }) => type === 'Spend');
};

const holdsOf = async (userId: string) =>
  (
    await world.table.query({
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
      ExpressionAttributeValues: { ':pk': `USER#${userId}`, ':prefix': 'HOLD#' },
    })
  ).items;

describe('a hold', () => {
  test('moves credits from available to held, and leaves balance and ledger as they were', async () => {
    const ada = await personWith(25);
    expect(await hold(ada, 10)).toMatchObject({
      status: 200,
      json: {
        id: expect.stringMatching(/^hld_[0-9A-HJKMNP-TV-Z]{26}$/),
        credits: 10,
        status: 'open',
        expires_at: new Date(world.clock.now().getTime() + 900_000).toISOString(),
      },
    });
    expect(await creditsOf(ada)).toEqual({ balance: 25, available: 15, held: 10 });
    expect(await spendsOf(ada)).toEqual([]);
  });

  test('of more than is available is refused with what is there and what is needed', async () => {
    const ada = await personWith(25);
    await hold(ada, 20);
    expect(await hold(ada, 6)).toMatchObject({
      status: 402,
      json: { code: 'insufficient_credits', detail: 'Insufficient credits. You have 5, need 6' },
    });
    expect(await creditsOf(ada)).toEqual({ balance: 25, available: 5, held: 20 });
  });

  test('keeps its credits from being spent', async () => {
    const ada = await personWith(5);
    await hold(ada, 3);
    const spend = (credits: number) => ada.call('POST', '/api/billing/spend', { credits, reason: 'x' });
    expect(await spend(3)).toMatchObject({
      status: 402,
      json: { detail: 'Insufficient credits. You have 2, need 3' },
    });
    expect(await spend(2)).toMatchObject({ status: 200, json: { balance: 3, available: 0 } });
  });

  test('of 20 at once on a balance of 5, 5 succeed and 15 are refused', async () => {
    const ada = await personWith(5);
    const answers = await Promise.all(Array.from({ length: 20 }, () => hold(ada, 1)));
    expect(answers.map(({ status }) => status).sort()).toEqual([
      ...new Array(5).fill(200),
      ...new Array(15).fill(402),
    ]);
    expect(await creditsOf(ada)).toEqual({ balance: 5, available: 0, held: 5 });
  });

  test('of an unlimited plan keeps nothing, and is settled with an entry of 0', async () => {
    const ada = await personWith(2, 'STUDIO');
    const { id } = (await hold(ada, 10)).json;
    expect(await creditsOf(ada)).toEqual({ balance: 2, available: 2, held: 0 });
    expect((await settle(ada, id, 10)).status).toBe(200);
    expect(await spendsOf(ada)).toMatchObject([{ id: `hold:${id}`, credits_delta: 0, balance_after: 2 }]);
    const released = (await hold(ada, 10)).json;
    expect((await release(ada, released.id)).json.status).toBe('released');
    const unused = (await hold(ada, 10)).json;
    expect((await settle(ada, unused.id, 0)).json.status).toBe('settled');
    expect(await creditsOf(ada)).toEqual({ balance: 2, available: 2, held: 0 });
  });
});

describe('settling', () => {
  test('spends what was used, returns the rest, and stands in the ledger by the reason of the hold', async () => {
    const ada = await personWith(25);
    const { id, expires_at } = (await hold(ada, 10)).json;
    expect(await settle(ada, id, 7)).toMatchObject({
      status: 200,
      json: { id, credits: 10, status: 'settled', expires_at },
    });
    expect(await creditsOf(ada)).toEqual({ balance: 18, available: 18, held: 0 });
    expect(await spendsOf(ada)).toEqual([
      {
        id: `hold:${id}`,
        type: 'Spend',
        credits_delta: -7,
        balance_after: 18,
        notes: 'Generate',
        source: { kind: 'hold', id, event_id: null },
        created_at: world.clock.now().toISOString(),
      },
    ]);
  });

  test('with nothing used returns all, and leaves no entry', async () => {
    const ada = await personWith(25);
    const { id } = (await hold(ada, 10)).json;
    expect((await settle(ada, id, 0)).json.status).toBe('settled');
    expect(await creditsOf(ada)).toEqual({ balance: 25, available: 25, held: 0 });
    expect(await spendsOf(ada)).toEqual([]);
  });

  test('the same again is told the same; another count, and releasing, 409', async () => {
    const ada = await personWith(25);
    const { id } = (await hold(ada, 10)).json;
    const first = await settle(ada, id, 7);
    expect(await settle(ada, id, 7)).toMatchObject({ status: 200, json: first.json });
    for (const late of [await settle(ada, id, 6), await settle(ada, id, 0), await release(ada, id)])
      expect(late).toMatchObject({
        status: 409,
        json: { code: 'hold_closed', detail: 'This hold was settled' },
      });
    expect(await creditsOf(ada)).toEqual({ balance: 18, available: 18, held: 0 });
  });

  test('more than was held is refused, and the hold stays', async () => {
    const ada = await personWith(25);
    const { id } = (await hold(ada, 10)).json;
    expect(await settle(ada, id, 11)).toMatchObject({
      status: 422,
      json: {
        code: 'invalid_field',
        detail: 'The hold is of 10 credits',
        errors: [{ path: 'credits', message: 'The hold is of 10 credits' }],
      },
    });
    expect((await settle(ada, id, 10)).status).toBe(200);
  });

  test('goes on below zero: a claw-back takes from what is available, the hold keeps its credits', async () => {
    const ada = await personWith(25);
    const { id } = (await hold(ada, 10)).json;
    await give(ada.userId, -25, 'Refund');
    expect(await creditsOf(ada)).toEqual({ balance: 0, available: -10, held: 10 });
    expect((await settle(ada, id, 4)).status).toBe(200);
    expect(await creditsOf(ada)).toEqual({ balance: -4, available: -4, held: 0 });
  });
});

describe('releasing', () => {
  test('returns all, the same again is told the same, and settling comes too late', async () => {
    const ada = await personWith(25);
    const { id, expires_at } = (await hold(ada, 10)).json;
    const released = { status: 200, json: { id, credits: 10, status: 'released', expires_at } };
    expect(await release(ada, id)).toMatchObject(released);
    expect(await release(ada, id)).toMatchObject(released);
    expect(await settle(ada, id, 1)).toMatchObject({
      status: 409,
      json: { code: 'hold_closed', detail: 'This hold was released' },
    });
    expect(await creditsOf(ada)).toEqual({ balance: 25, available: 25, held: 0 });
    expect(await spendsOf(ada)).toEqual([]);
  });

  test("somebody else's hold, and one that never was, are not found", async () => {
    const ada = await personWith(25);
    const { id } = (await hold(ada, 10)).json;
    const eve = await personWith(25);
    const missing = { status: 404, json: { detail: 'Hold not found' } };
    for (const path of [id, 'hld_01K0000000000000000000000A', 'hld_1', 'x'])
      expect([await settle(eve, path, 1), await release(eve, path)]).toMatchObject([missing, missing]);
    expect(await creditsOf(ada)).toEqual({ balance: 25, available: 15, held: 10 });
  });
});

describe('an expired hold', () => {
  async function expired(credits: number, held: number) {
    const ada = await personWith(credits);
    const { id } = (await hold(ada, held, { expires_in_seconds: 60 })).json;
    world.advanceSeconds(60);
    return { ada, id };
  }

  test('is released when its owner looks at the balance', async () => {
    const { ada } = await expired(25, 10);
    expect(await creditsOf(ada)).toEqual({ balance: 25, available: 25, held: 0 });
  });

  test('is released rather than refuse a spend or a hold', async () => {
    const spender = (await expired(25, 20)).ada;
    const spent = await spender.call('POST', '/api/billing/spend', { credits: 10, reason: 'x' });
    expect(spent).toMatchObject({ status: 200, json: { balance: 15, available: 15 } });
    const holder = (await expired(25, 20)).ada;
    expect((await hold(holder, 25)).status).toBe(200);
  });

  test('is found among the last 10 MB of holds, and what lies deeper is left to the clock', async () => {
    const { ada } = await expired(25, 10);
    const [open] = await holdsOf(ada.userId);
    // Older than the open one, and of 390 KB each: two to a page.
    for (let i = 0; i < 24; i += 1)
      await world.table.put({
        Item: {
          ...open,
          sk: `HOLD#hld_00${i}`,
          holdId: `hld_00${i}`,
          status: 'settled',
          ballast: 'x'.repeat(390_000),
        },
      });
    const awsHttpHandler = new CrashingHandler();
    const handlers = world.handlersIn({ ...world.outside, awsHttpHandler });
    const { cookies } = ada;
    const { json } = await world.call('GET', '/api/billing/credits', { cookies }, handlers);
    awsHttpHandler.destroy();
    // The session, the balance twice, ten pages and what releases.
    expect([json.held, awsHttpHandler.calls]).toEqual([0, 14]);
  });

  test('is released by the clock though another, older one cannot be read', async () => {
    const { ada, id } = await expired(25, 10);
    const broken = {
      pk: 'USER#usr_broken',
      sk: 'HOLD#hld_broken',
      staffPk: 'HOLD',
      staffSk: '2000#hld_broken',
    };
    const own = await world.table.get({ pk: `USER#${ada.userId}`, sk: `HOLD#${id}` });
    await world.table.put({ Item: { ...broken, staffPk: own?.staffPk } });
    await expect(releaseHolds(world.outside)({})).rejects.toThrow('1 holds were not released');
    const balance = await world.table.get({ pk: `USER#${ada.userId}`, sk: 'BALANCE' });
    expect(balance).toMatchObject({ available: 25, held: 0 });
    await world.table.remove({ Key: { pk: broken.pk, sk: broken.sk } });
  });

  test('is released by the clock for who does not come back, and once only', async () => {
    const { ada, id } = await expired(25, 10);
    const open = await personWith(25);
    await hold(open, 5, { expires_in_seconds: 61 });
    const sweep = releaseHolds(world.outside);
    expect((await sweep({})).released).toBeGreaterThanOrEqual(1);
    expect(await sweep({})).toEqual({ released: 0 });
    const balance = await world.table.get({ pk: `USER#${ada.userId}`, sk: 'BALANCE' });
    expect(balance).toMatchObject({ available: 25, held: 0, version: 1 });
    expect(await world.table.get({ pk: `USER#${ada.userId}`, sk: `HOLD#${id}` })).toMatchObject({
      status: 'expired',
    });
    expect(await creditsOf(open)).toEqual({ balance: 25, available: 20, held: 5 });
  });

  test('cannot be settled, met or not; giving it up is told that it has expired', async () => {
    const { ada, id } = await expired(25, 10);
    const closed = { status: 409, json: { code: 'hold_closed', detail: 'This hold has expired' } };
    expect(await settle(ada, id, 1)).toMatchObject(closed);
    expect(await release(ada, id)).toMatchObject({ status: 200, json: { status: 'expired' } });
    expect(await release(ada, id)).toMatchObject({ status: 200, json: { status: 'expired' } });
    expect(await settle(ada, id, 1)).toMatchObject(closed);
    expect(await creditsOf(ada)).toEqual({ balance: 25, available: 25, held: 0 });
  });

  test('can be settled until its last second', async () => {
    const ada = await personWith(25);
    const { id } = (await hold(ada, 10, { expires_in_seconds: 60 })).json;
    world.advanceSeconds(59);
    expect((await settle(ada, id, 10)).status).toBe(200);
  });

  test('stays in the table while it is open, however long nobody meets it', async () => {
    const { ada, id } = await expired(25, 10);
    expect(await world.table.get({ pk: `USER#${ada.userId}`, sk: `HOLD#${id}` })).not.toHaveProperty(
      'expiresAtEpochSeconds',
    );
  });
});

describe('an Idempotency-Key', () => {
  const body = { credits: 10, reason: 'Generate' };

  test('holds once, also when all repeats come at once, and is told the first answer', async () => {
    const ada = await personWith(25);
    const sendAll = Array.from({ length: 6 }, () => keyed(ada, '/api/billing/holds', body, 'one'));
    const answers = await Promise.all(sendAll);
    expect(new Set(answers.map(({ json }) => JSON.stringify(json))).size).toBe(1);
    const [{ json } = { json: undefined }] = answers;
    await settle(ada, json.id, 4);
    expect((await keyed(ada, '/api/billing/holds', body, 'one')).json).toEqual(json);
    expect(await creditsOf(ada)).toEqual({ balance: 21, available: 21, held: 0 });
  });

  test('of another request answers 409; keys are per person and per route', async () => {
    const [ada, eve] = [await personWith(25), await personWith(25)];
    const { json } = await keyed(ada, '/api/billing/holds', body, 'one');
    const conflict = { status: 409, json: { code: 'idempotency_conflict' } };
    const other = { ...body, expires_in_seconds: 60 };
    expect(await keyed(ada, '/api/billing/holds', other, 'one')).toMatchObject(conflict);
    expect((await keyed(eve, '/api/billing/holds', body, 'one')).status).toBe(200);
    const settling = `/api/billing/holds/${json.id}/settle`;
    expect((await keyed(ada, settling, { credits: 3 }, 'one')).status).toBe(200);
    expect((await keyed(ada, settling, { credits: 3 }, 'one')).status).toBe(200);
    expect(await keyed(ada, settling, { credits: 2 }, 'one')).toMatchObject(conflict);
    const second = (await hold(ada, 1)).json;
    const giveUp = (id: string) => keyed(ada, `/api/billing/holds/${id}/release`, undefined, 'two');
    expect((await giveUp(second.id)).status).toBe(200);
    expect((await giveUp(second.id)).status).toBe(200);
    const third = (await hold(ada, 1)).json;
    expect(await giveUp(third.id)).toMatchObject(conflict);
  });

  test('of a refused hold is free: after a purchase the same request succeeds', async () => {
    const ada = await personWith(5);
    expect((await keyed(ada, '/api/billing/holds', body, 'one')).status).toBe(402);
    await give(ada.userId, 25);
    expect((await keyed(ada, '/api/billing/holds', body, 'one')).status).toBe(200);
  });
});

test.each([
  [{ reason: 'x' }, 400, 'Missing required field: credits'],
  [{ credits: 1 }, 400, 'Missing required field: reason'],
  [{ credits: 0, reason: 'x' }, 400, 'Credits must be at least 1'],
  [{ credits: 1.5, reason: 'x' }, 422, 'Credits must be a whole number'],
  [{ credits: 1, reason: ' ' }, 422, 'Reason must not be empty'],
  [{ credits: 1, reason: 'half a \ud83d' }, 422, 'Reason must be well-formed text'],
  [{ credits: 1, reason: 'x', expires_in_seconds: 0 }, 400, 'expires_in_seconds must be at least 1'],
  [{ credits: 1, reason: 'x', expires_in_seconds: 86_401 }, 422, 'expires_in_seconds must be at most 86400'],
  [{ credits: 1, reason: 'x', expires_in_seconds: '9' }, 422, 'expires_in_seconds must be a whole number'],
])('a hold of %j is refused', async (body, status, detail) => {
  const ada = await personWith(25);
  expect(await ada.call('POST', '/api/billing/holds', body)).toMatchObject({ status, json: { detail } });
});

test.each([
  [{}, 400, 'Missing required field: credits'],
  [{ credits: -1 }, 400, 'Credits must be at least 0'],
  [{ credits: 0.5 }, 422, 'Credits must be a whole number'],
])('settling with %j is refused', async (body, status, detail) => {
  const ada = await personWith(25);
  const { id } = (await hold(ada, 10)).json;
  const answer = await ada.call('POST', `/api/billing/holds/${id}/settle`, body);
  expect(answer).toMatchObject({ status, json: { detail } });
});

test('a key needs the scope to spend, and nobody holds without one or a session', async () => {
  const ada = await personWith(25, 'PRO');
  const key = await ada.call('POST', '/api/keys', { name: 'Reader', scopes: ['billing:read'] });
  const headers = { authorization: `Bearer ${key.json.secret}` };
  const body = { credits: 1, reason: 'x' };
  expect((await world.call('POST', '/api/billing/holds', { body, headers })).status).toBe(403);
  expect((await world.call('POST', '/api/billing/holds', { body })).status).toBe(401);
});
