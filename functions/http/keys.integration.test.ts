import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type AccountWorld, startAccountWorld, type WorldPerson } from '../../infra/testing/account-world.ts';
import { createKey } from '../../lib/keys/create-key.ts';
import { ownerOfKey } from '../../lib/keys/key-owner.ts';
import { sha256 } from '../../lib/platform/hash.ts';
import { keys } from '../../lib/platform/keys.ts';

let world: AccountWorld;
beforeAll(async () => {
  world = await startAccountWorld();
});
afterAll(() => world.close());

const bearer = (secret: string) => ({ headers: { authorization: `Bearer ${secret}` } });
const unauthorized = { status: 401, json: { code: 'not_authenticated', detail: 'Not authenticated' } };

async function keyOf(someone: WorldPerson, asked: object = {}): Promise<{ id: string; secret: string }> {
  const { status, json } = await someone.call('POST', '/api/keys', { name: 'Laptop', ...asked });
  if (status !== 200) throw new Error(`No key: ${JSON.stringify(json)}`);
  return { id: json.key.id, secret: json.secret };
}
const keysDeps = () => ({ ...world, stage: 'test' });
const credits = (secret: string) => world.call('GET', '/api/billing/credits', bearer(secret));
const listed = async (someone: WorldPerson) => (await someone.call('GET', '/api/keys')).json.keys;

describe('a new key', () => {
  test('shows its secret once, is listed without it, and is kept as a hash only', async () => {
    const ada = await world.person('PRO');
    const { json } = await ada.call('POST', '/api/keys', {
      name: ' Build server ',
      scopes: ['billing:read'],
    });
    const { key, secret } = json;
    expect(secret).toMatch(/^cue_test_[0-9A-Za-z]{51}$/);
    expect(key).toEqual({
      id: `key_${secret.slice(9, 17)}`,
      name: 'Build server',
      prefix: secret.slice(0, 17),
      last4: secret.slice(-4),
      scopes: ['billing:read'],
      createdAt: world.clock.now().toISOString(),
      lastUsedAt: null,
      expiresAt: null,
      requestsThisMonth: 0,
      revealed: true,
    });
    expect(await listed(ada)).toEqual([key]);
    const { items } = await world.table.query({
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': keys.user(ada.userId).pk },
    });
    expect(JSON.stringify(items)).not.toContain(secret.slice(17));
  });

  test('may do everything for ever unless told otherwise', async () => {
    const { json } = await (await world.person('PRO')).call('POST', '/api/keys', { name: 'All' });
    expect(json.key).toMatchObject({
      scopes: ['workflows', 'billing:read', 'billing:spend', 'widget'],
      expiresAt: null,
    });
  });

  const wrong: [name: string, body: object, status: number][] = [
    ['no name', {}, 400],
    ['an empty name', { name: '  ' }, 422],
    ['a name of 61 characters', { name: 'x'.repeat(61) }, 422],
    ['a scope that there is not', { name: 'x', scopes: ['admin'] }, 422],
    ['no scope at all', { name: 'x', scopes: [] }, 422],
    ['an end that is no time', { name: 'x', expiresAt: 'tomorrow' }, 422],
    ['an end that is over', { name: 'x', expiresAt: '2026-11-21T09:59:59Z' }, 422],
  ];
  test.each(wrong)('with %s is refused', async (_, body, status) => {
    const someone = await world.person('PRO');
    expect((await someone.call('POST', '/api/keys', body)).status).toBe(status);
    expect(await listed(someone)).toEqual([]);
  });

  test('needs a plan that includes API keys, and the refusal says which; it follows the plan at once', async () => {
    const someone = await world.person('CORE');
    const body = { name: 'Laptop' };
    expect(await someone.call('POST', '/api/keys', body)).toMatchObject({
      status: 403,
      json: {
        code: 'plan_required',
        detail: 'The plan Core does not include this. Choose Pro or Studio on the pricing page.',
      },
    });
    await world.subscribe(someone.userId, 'PRO');
    expect((await someone.call('POST', '/api/keys', body)).status).toBe(200);
    await world.subscribe(someone.userId, 'PRO', { status: 'canceled', knownStatus: 'canceled' });
    expect((await someone.call('POST', '/api/keys', body)).json.code).toBe('plan_required');
  });

  test('is the twentieth at most, however many are asked for at once', async () => {
    const someone = await world.person('PRO');
    const made = await Promise.allSettled(
      Array.from({ length: 30 }, () => createKey(keysDeps(), someone.userId, { name: 'One of many' })),
    );
    const refused = made.flatMap((one) => (one.status === 'rejected' ? [one.reason.code] : []));
    expect(refused).toEqual(Array.from({ length: 10 }, () => 'too_many_keys'));
    expect((await someone.call('POST', '/api/keys', { name: 'One more' })).json.code).toBe('too_many_keys');
    const [first] = await listed(someone);
    expect(first).toBeDefined();
    expect((await someone.call('DELETE', `/api/keys/${first.id}`)).status).toBe(200);
    await keyOf(someone);
    expect(await listed(someone)).toHaveLength(20);
  }, 60_000);

  test('does not count those that have expired', async () => {
    const someone = await world.person('PRO');
    const expiresAt = new Date(world.clock.now().getTime() + 60_000).toISOString();
    const asked = { name: 'One of many', expiresAt };
    for (let made = 0; made < 20; made += 1) await createKey(keysDeps(), someone.userId, asked);
    world.advanceSeconds(61);
    await keyOf(someone);
    expect(await listed(someone)).toHaveLength(21);
  }, 30_000);
});

describe('a key calls', () => {
  test('what its scopes allow in the name of its owner, from anywhere', async () => {
    const ada = await world.person('PRO');
    const { secret } = await keyOf(ada, { scopes: ['billing:read', 'billing:spend'] });
    expect(await credits(secret)).toMatchObject({ status: 200, json: { balance: 0, tier: 'PRO' } });
    expect(await world.call('GET', '/api/billing/ledger', bearer(secret))).toMatchObject({
      status: 200,
      json: { entries: [] },
    });
    const body = { credits: 1, reason: 'By key' };
    const spent = await world.call('POST', '/api/billing/spend', { ...bearer(secret), body });
    expect(spent).toMatchObject({ status: 402, json: { code: 'insufficient_credits' } });
  });

  test('nothing that it has no scope for', async () => {
    const { secret } = await keyOf(await world.person('PRO'), { scopes: ['billing:read'] });
    const body = { credits: 1, reason: 'By key' };
    expect(await world.call('POST', '/api/billing/spend', { ...bearer(secret), body })).toMatchObject({
      status: 403,
      json: { code: 'scope_required', detail: 'This API key lacks the scope billing:spend' },
    });
    expect((await world.call('PUT', '/api/widget', { ...bearer(secret), body })).status).toBe(403);
  });

  const forPeopleOnly: [method: string, path: string][] = [
    ['GET', '/api/auth/user'],
    ['PUT', '/api/auth/profile'],
    ['GET', '/api/keys'],
    ['POST', '/api/keys'],
    ['DELETE', '/api/keys/key_abcdefgh'],
    ['POST', '/api/keys/key_abcdefgh/reveal'],
    ['POST', '/api/keys/key_abcdefgh/roll'],
    ['GET', '/api/billing/payments'],
  ];
  test.each(forPeopleOnly)("never %s %s, also beside its owner's cookie", async (method, path) => {
    const ada = await world.person('PRO');
    const { secret } = await keyOf(ada);
    const json = { code: 'scope_required', detail: 'This cannot be done with an API key' };
    const refused = { status: 403, json };
    expect(await world.call(method, path, bearer(secret))).toMatchObject(refused);
    expect(await world.call(method, path, { ...bearer(secret), cookies: ada.cookies })).toMatchObject(
      refused,
    );
  });

  test.each(forPeopleOnly)('a key that is not good is refused as such at %s %s', async (method, path) => {
    const ada = await world.person('PRO');
    const { id, secret } = await keyOf(ada);
    await ada.call('DELETE', `/api/keys/${id}`);
    expect(await world.call(method, path, bearer(secret))).toMatchObject(unauthorized);
  });

  test("together with its owner's cookie, never with someone else's", async () => {
    const [ada, grace] = [await world.person('PRO'), await world.person('PRO')];
    const { secret } = await keyOf(ada);
    const path = '/api/billing/credits';
    expect((await world.call('GET', path, { ...bearer(secret), cookies: ada.cookies })).status).toBe(200);
    const mixed = await world.call('GET', path, { ...bearer(secret), cookies: grace.cookies });
    expect(mixed).toMatchObject({ ...unauthorized, cookies: [] });
  });

  test('however many spaces come before it', async () => {
    const { secret } = await keyOf(await world.person('PRO'));
    const headers = { authorization: `bearer   ${secret}` };
    expect((await world.call('GET', '/api/billing/credits', { headers })).status).toBe(200);
  });

  test('by its header only: in an address it is ignored', async () => {
    const { secret } = await keyOf(await world.person('PRO'));
    for (const name of ['key', 'api_key', 'access_token', 'authorization'])
      expect(await world.call('GET', `/api/billing/credits?${name}=${secret}`)).toMatchObject(unauthorized);
    const headers = { 'x-api-key': secret };
    expect(await world.call('GET', '/api/billing/credits', { headers })).toMatchObject(unauthorized);
  });

  test('of a plan that has ended go on, with the limits of the free plan', async () => {
    const ada = await world.person('PRO');
    const { secret } = await keyOf(ada);
    await world.subscribe(ada.userId, 'PRO', { status: 'canceled', knownStatus: 'canceled' });
    expect(await credits(secret)).toMatchObject({ status: 200, json: { tier: 'FREE' } });
  });

  test('are noted to the hour', async () => {
    const ada = await world.person('PRO');
    const { secret } = await keyOf(ada);
    const first = world.clock.now().toISOString();
    await credits(secret);
    world.advanceSeconds(3_599);
    await credits(secret);
    expect((await listed(ada))[0].lastUsedAt).toBe(first);
    world.advanceSeconds(1);
    await credits(secret);
    expect((await listed(ada))[0].lastUsedAt).toBe(world.clock.now().toISOString());
  });
});

describe('a key that is not good is refused', () => {
  test('when it is unknown, cut short, lengthened or of another shape', async () => {
    const { secret } = await keyOf(await world.person('PRO'));
    const last = secret.endsWith('A') ? 'B' : 'A';
    for (const wrong of [`${secret.slice(0, -1)}${last}`, secret.slice(0, -1), `${secret}A`, 'cue_', 'cue_x'])
      expect(await credits(wrong)).toMatchObject(unauthorized);
    expect(await credits(secret.toUpperCase())).toMatchObject(unauthorized);
  });

  test.each(['Bearer', 'Bearer eyJhbGciOi.J9.x', 'Bearer cue_a cue_b', 'BEARER null'])(
    "also beside its owner's cookie, which stays good: %s",
    async (authorization) => {
      const { cookies } = await world.person('PRO');
      for (const path of ['/api/billing/credits', '/api/auth/user'])
        expect(await world.call('GET', path, { headers: { authorization }, cookies })).toMatchObject({
          ...unauthorized,
          cookies: [],
        });
    },
  );

  test('from the moment it is revoked', async () => {
    const ada = await world.person('PRO');
    const { id, secret } = await keyOf(ada);
    expect((await credits(secret)).status).toBe(200);
    expect((await ada.call('DELETE', `/api/keys/${id}`)).json).toEqual({ message: 'API key revoked' });
    expect(await credits(secret)).toMatchObject(unauthorized);
    expect(await listed(ada)).toEqual([]);
    expect(await ada.call('DELETE', `/api/keys/${id}`)).toMatchObject({
      status: 404,
      json: { detail: 'API key not found' },
    });
  });

  test('from the moment it expires', async () => {
    const expiresAt = new Date(world.clock.now().getTime() + 60_000).toISOString();
    const { secret } = await keyOf(await world.person('PRO'), { expiresAt });
    world.advanceSeconds(59);
    expect((await credits(secret)).status).toBe(200);
    world.advanceSeconds(1);
    expect(await credits(secret)).toMatchObject(unauthorized);
  });

  test('at another stage, even in a copy of the table', async () => {
    const { secret } = await keyOf(await world.person('PRO'));
    expect(await ownerOfKey({ ...world, stage: 'test' }, secret)).toBeDefined();
    expect(await ownerOfKey({ ...world, stage: 'prod' }, secret)).toBeUndefined();
  });

  test('when its owner is gone', async () => {
    const ada = await world.person('PRO');
    const { secret } = await keyOf(ada);
    await world.table.remove({ Key: keys.user(ada.userId) });
    expect(await credits(secret)).toMatchObject(unauthorized);
  });

  test('after as many reads as a good one takes, whatever is wrong with it', async () => {
    const ada = await world.person('PRO');
    const revoked = await keyOf(ada);
    const good = await keyOf(ada);
    await ada.call('DELETE', `/api/keys/${revoked.id}`);
    const reads: string[] = [];
    const { get, getAll } = world.table;
    const table: typeof world.table = {
      ...world.table,
      get: (key) => {
        reads.push('get');
        return get(key);
      },
      getAll: (all) => {
        reads.push(`get ${all.length}`);
        return getAll(all);
      },
    };
    for (const secret of [good.secret, revoked.secret, 'cue_test_x', good.secret.replace('test', 'prod')]) {
      reads.length = 0;
      await ownerOfKey({ ...world, table, stage: 'test' }, secret);
      expect(reads).toEqual(['get', 'get 2']);
    }
  });
});

describe('a key whose secret is lost', () => {
  test('gets another one, on whatever plan: the old one opens nothing from then on', async () => {
    const ada = await world.person('PRO');
    const { id, secret } = await keyOf(ada, { scopes: ['billing:read'] });
    await world.subscribe(ada.userId, 'CORE');
    const rolled = await ada.call('POST', `/api/keys/${id}/roll`);
    expect([rolled.status, Object.keys(rolled.json)]).toEqual([200, ['secret']]);
    const next: string = rolled.json.secret;
    expect([next.slice(0, 17), next === secret]).toEqual([secret.slice(0, 17), false]);
    expect(await credits(secret)).toMatchObject(unauthorized);
    expect((await credits(next)).status).toBe(200);
    expect(await listed(ada)).toMatchObject([
      { id, scopes: ['billing:read'], last4: next.slice(-4), revealed: true },
    ]);
    await ada.call('DELETE', `/api/keys/${id}`);
    expect(await credits(next)).toMatchObject(unauthorized);
  });

  test('has one secret in the end, however many are asked for at once', async () => {
    const ada = await world.person('PRO');
    const { id, secret } = await keyOf(ada);
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => ada.call('POST', `/api/keys/${id}/roll`)),
    );
    const secrets: string[] = answers.flatMap(({ json }) => json.secret ?? []);
    const refused = answers.filter(({ status }) => status !== 200);
    for (const { json } of refused) expect(json.code).toBe('already_revealed');
    const good = await Promise.all([secret, ...secrets].map(async (one) => (await credits(one)).status));
    expect(good.filter((status) => status === 200)).toHaveLength(1);
  });

  test('expires when it was to expire', async () => {
    const ada = await world.person('PRO');
    const expiresAt = new Date(world.clock.now().getTime() + 60_000).toISOString();
    const { id } = await keyOf(ada, { expiresAt });
    const next: string = (await ada.call('POST', `/api/keys/${id}/roll`)).json.secret;
    expect((await credits(next)).status).toBe(200);
    const { items } = await world.table.query({
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': keys.apiKey(sha256(next)).pk },
    });
    expect(items[0]?.expiresAtEpochSeconds).toBe(Math.floor(Date.parse(expiresAt) / 1_000) + 2_592_000);
    world.advanceSeconds(60);
    expect(await credits(next)).toMatchObject(unauthorized);
  });
});

describe("someone else's key", () => {
  test('is not there: neither listed, nor revoked, nor revealed', async () => {
    const [ada, grace] = [await world.person('PRO'), await world.person('PRO')];
    const { id, secret } = await keyOf(ada);
    expect(await listed(grace)).toEqual([]);
    const notFound = { status: 404, json: { code: 'not_found', detail: 'API key not found' } };
    expect(await grace.call('DELETE', `/api/keys/${id}`)).toMatchObject(notFound);
    expect(await grace.call('POST', `/api/keys/${id}/reveal`)).toMatchObject(notFound);
    expect(await grace.call('POST', `/api/keys/${id}/roll`)).toMatchObject(notFound);
    expect((await credits(secret)).status).toBe(200);
  });

  test.each(['key_1', 'key_%2e%2e%2fabcde', 'KEY%23abcdefgh', `key_${'a'.repeat(9)}`])(
    'and an id that none can have (%s) get the same answer',
    async (id) => {
      const someone = await world.person('PRO');
      expect(await someone.call('DELETE', `/api/keys/${id}`)).toMatchObject({
        status: 404,
        json: { code: 'not_found', detail: 'API key not found' },
      });
    },
  );
});
