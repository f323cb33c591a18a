import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { type AccountWorld, startAccountWorld, type WorldPerson } from '../../infra/testing/account-world.ts';
import type { ApiKey } from '../../lib/contract/key-routes.ts';
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

test("calls by key beyond the plan's in a minute are told when to come again, and are let in then", async () => {
  const ada = await world.person('PRO');
  const secret = await keyOf(ada);
  await world.subscribe(ada.userId, 'CORE');
  world.advanceSeconds(13);
  expect(await answersOf(70, () => credits(secret))).toEqual({ ok: 60, limited: 10 });
  const refused = await credits(secret);
  expect(refused).toMatchObject({
    status: 429,
    json: {
      code: 'rate_limited',
      detail: 'Too many requests: the plan allows 60 a minute, those of all your API keys together',
    },
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
  await world.subscribe(ada.userId, 'CORE', { status: 'canceled', knownStatus: 'canceled' });
  await answersOf(40, () => credits(secret));
  const day = await world.table.get(keys.usageDay(ada.userId, '2026-11-21'));
  expect(day).toMatchObject({
    'requests#getCredits': 20,
    // 400 days from the day's beginning.
    expiresAtEpochSeconds: Date.UTC(2027, 11, 26) / 1_000,
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

test('a key tells what it called this month, apart from others and from what was refused', async () => {
  const ada = await world.person('PRO');
  const [one, other] = [await keyOf(ada), await keyOf(ada)];
  const requests = async () =>
    new Map<string, number>(
      (await ada.call('GET', '/api/keys')).json.keys.map(
        ({ prefix, requestsThisMonth }: ApiKey) => [prefix, requestsThisMonth] as const,
      ),
    );
  const counts = async () => {
    const byPrefix = await requests();
    return [one, other].map((secret) => byPrefix.get(secret.slice(0, 17)));
  };
  await world.subscribe(ada.userId, 'CORE');
  await answersOf(70, () => credits(one));
  expect(await counts()).toEqual([60, 0]);
  world.advanceSeconds(86_400);
  await credits(one);
  await credits(other);
  const spend = { headers: { authorization: `Bearer ${other}` }, body: { credits: 1, reason: 'x' } };
  expect((await world.call('POST', '/api/billing/spend', spend)).status).toBe(402);
  await ada.call('GET', '/api/billing/credits');
  expect(await counts()).toEqual([61, 2]);
  // From 22 November on: eight days to the last of the month.
  for (let day = 0; day < 8; day += 1) {
    world.advanceSeconds(86_400);
    // Who stays away for days is signed out.
    await ada.call('GET', '/api/auth/user');
  }
  await credits(other);
  expect(await counts()).toEqual([61, 3]);
  world.advanceSeconds(86_400);
  await credits(other);
  expect(await counts()).toEqual([0, 1]);
});

test("a person's keys are counted together, others' apart, and calls by cookie not at all", async () => {
  const ada = await world.person('PRO');
  const [one, other] = [await keyOf(ada), await keyOf(ada)];
  const foreign = await keyOf(await world.person('PRO'));
  await world.subscribe(ada.userId, 'CORE');
  await answersOf(60, () => credits(one));
  expect((await credits(one)).status).toBe(429);
  expect((await credits(other)).status).toBe(429);
  expect((await credits(foreign)).status).toBe(200);
  expect(await answersOf(70, () => ada.call('GET', '/api/billing/credits'))).toEqual({ ok: 70, limited: 0 });
});

async function widgetOf(someone: WorldPerson): Promise<string> {
  await world.table.transact(seedWidget(world.outside, someone.userId, ['https://shop.example']));
  return (await someone.call('GET', '/api/widget')).json.publishableKey;
}
const config = (publishableKey: string, headers: Record<string, string>) =>
  world.call('GET', `/api/widget/config?key=${publishableKey}`, { headers });
const shop = { origin: 'https://shop.example' };

test("an embedded widget is shown ten times as often as its owner's plan allows calls", async () => {
  const ada = await world.person();
  const widget = await widgetOf(ada);
  await answersOf(25, () => config(widget, { origin: 'https://foreign.example' }));
  expect(await answersOf(205, () => config(widget, shop))).toEqual({ ok: 200, limited: 5 });
  await world.subscribe(ada.userId, 'CORE');
  expect((await config(widget, shop)).status).toBe(200);
}, 20_000);

test('a page that is allowed may read that its widget is shown too often', async () => {
  const widget = await widgetOf(await world.person());
  await answersOf(200, () => config(widget, shop));
  const refused = await config(widget, shop);
  expect(refused).toMatchObject({
    status: 429,
    json: {
      code: 'rate_limited',
      detail: "Too many requests: the plan of this widget's owner allows 200 a minute",
    },
    headers: {
      'Access-Control-Allow-Origin': 'https://shop.example',
      'Cache-Control': 'no-store',
      Vary: 'Origin',
    },
  });
  expect(Number(refused.headers['Retry-After'])).toBeGreaterThan(0);
}, 20_000);

test("nobody's calls without an origin take a widget from its sites, or a key's calls from its owner", async () => {
  const ada = await world.person('PRO');
  const secret = await keyOf(ada);
  await world.subscribe(ada.userId, 'CORE', { status: 'canceled', knownStatus: 'canceled' });
  const widget = await widgetOf(ada);
  expect(await answersOf(30, () => config(widget, {}))).toEqual({ ok: 20, limited: 10 });
  const refused = await config(widget, {});
  expect(refused.json.detail).toBe("Too many requests: the plan of this widget's owner allows 20 a minute");
  expect(refused.headers).not.toHaveProperty('Access-Control-Allow-Origin');
  expect((await config(widget, shop)).status).toBe(200);
  expect(await answersOf(21, () => credits(secret))).toEqual({ ok: 20, limited: 1 });
  expect((await config(widget, shop)).status).toBe(200);
});
