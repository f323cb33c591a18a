import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { type AccountWorld, startAccountWorld, type WorldPerson } from '../../infra/testing/account-world.ts';
import { keys } from '../../lib/platform/keys.ts';
import { seedWidget } from '../../lib/widget/seed-widget.ts';

// In the shipped catalog the free plan allows 20 calls a minute, Core 60 and Pro 300.
let world: AccountWorld;
beforeAll(async () => {
  world = await startAccountWorld();
});
afterAll(() => world.close());
beforeEach(() => {
  const intoMinute = Math.floor(world.clock.now().getTime() / 1_000) % 60;
  world.advanceSeconds(60 - intoMinute);
});

async function keyOf(someone: WorldPerson): Promise<string> {
  return (await someone.call('POST', '/api/keys', { name: 'Laptop' })).json.secret;
}

const credits = (secret: string) =>
  world.call('GET', '/api/billing/credits', { headers: { authorization: `Bearer ${secret}` } });

async function answersOf(times: number, call: () => Promise<{ status?: number | undefined }>) {
  const answers = await Promise.all(Array.from({ length: times }, call));
  const count = (status: number) => answers.filter((answer) => answer.status === status).length;
  return { ok: count(200), limited: count(429) };
}

test("a key's calls beyond the plan's in a minute are told when to come again, and are let in then", async () => {
  const ada = await world.person('PRO');
  const secret = await keyOf(ada);
  await world.subscribe(ada.userId, 'CORE');
  world.advanceSeconds(13);
  expect(await answersOf(70, () => credits(secret))).toEqual({ ok: 60, limited: 10 });
  const refused = await credits(secret);
  expect(refused).toMatchObject({
    status: 429,
    json: { code: 'rate_limited', detail: 'Too many requests: the plan allows 60 a minute' },
    headers: { 'Retry-After': '47' },
  });
  world.advanceSeconds(46);
  expect((await credits(secret)).status).toBe(429);
  world.advanceSeconds(1);
  expect((await credits(secret)).status).toBe(200);
});

test('a call counts with one write, and one beyond the limit with none', async () => {
  const ada = await world.person('PRO');
  const secret = await keyOf(ada);
  const keyId = `key_${secret.slice(9, 17)}`;
  await world.subscribe(ada.userId, 'CORE', { status: 'canceled', knownStatus: 'canceled' });
  await answersOf(40, () => credits(secret));
  const window = await world.table.get(keys.rateWindow(keyId, world.clock.now().toISOString()));
  expect(window).toMatchObject({
    calls: 20,
    expiresAtEpochSeconds: Math.floor(world.clock.now().getTime() / 1_000) + 600,
  });
});

test('the limit follows a change of plan within the minute, up and down', async () => {
  const ada = await world.person('PRO');
  const secret = await keyOf(ada);
  await world.subscribe(ada.userId, 'CORE');
  expect(await answersOf(61, () => credits(secret))).toEqual({ ok: 60, limited: 1 });
  await world.subscribe(ada.userId, 'PRO');
  expect(await answersOf(5, () => credits(secret))).toEqual({ ok: 5, limited: 0 });
  await world.subscribe(ada.userId, 'CORE');
  expect((await credits(secret)).status).toBe(429);
});

test('keys are counted apart, and calls by cookie not at all', async () => {
  const ada = await world.person('PRO');
  const [one, other] = [await keyOf(ada), await keyOf(ada)];
  await world.subscribe(ada.userId, 'CORE');
  await answersOf(60, () => credits(one));
  expect((await credits(one)).status).toBe(429);
  expect((await credits(other)).status).toBe(200);
  expect(await answersOf(70, () => ada.call('GET', '/api/billing/credits'))).toEqual({ ok: 70, limited: 0 });
});

test("an embedded widget's calls count against its owner's plan; those of foreign sites do not", async () => {
  const ada = await world.person();
  await world.table.transact(seedWidget(world.outside, ada.userId, ['https://shop.example']));
  const { json } = await ada.call('GET', '/api/widget');
  const config = (origin: string) =>
    world.call('GET', `/api/widget/config?key=${json.publishableKey}`, { headers: { origin } });
  await answersOf(25, () => config('https://foreign.example'));
  expect(await answersOf(25, () => config('https://shop.example'))).toEqual({ ok: 20, limited: 5 });
  await world.subscribe(ada.userId, 'CORE');
  expect((await config('https://shop.example')).status).toBe(200);
});
