import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type AccountWorld, startAccountWorld } from '../../infra/testing/account-world.ts';
import { createHandler as account } from './account.ts';
import { createHandler as auth } from './auth.ts';
import { createHandler as billing } from './billing.ts';
import { createHandler as payments } from './payments.ts';

// Ten sign-ins a minute may begin at an address, a person may open five checkouts a minute, and make five keys an hour.
let world: AccountWorld;
beforeAll(async () => {
  world = await startAccountWorld({ account, auth, billing, payments });
});
afterAll(() => world.close());
beforeEach(() => {
  const intoHour = Math.floor(world.clock.now().getTime() / 1_000) % 3_600;
  world.advanceSeconds(3_600 - intoHour);
});

async function statuses(times: number, call: () => Promise<{ status?: number | undefined }>) {
  const answers = await Promise.all(Array.from({ length: times }, call));
  return answers.map(({ status }) => status).sort();
}
const times = (count: number, status: number) => Array.from({ length: count }, () => status);
const tooMany = (detail: string, seconds: string) => ({
  status: 429,
  json: { code: 'rate_limited', detail },
  headers: { 'Retry-After': seconds },
});

describe('sign-ins', () => {
  // No provider is set up here: what is let in comes back to the site, which says so.
  const letIn = 'http://localhost:5000/?error=oauth_failed';
  const tooOften = 'http://localhost:5000/?error=rate_limited';
  const begin = async (provider: string, headers: Record<string, string> = {}) => {
    const answer = await world.call('GET', `/auth/${provider}`, { headers });
    expect(answer.status).toBe(302);
    return answer.headers.Location;
  };
  const begun = async (count: number, provider: string) =>
    (await Promise.all(Array.from({ length: count }, () => begin(provider)))).sort();

  test('of an address are let in ten times a minute, whichever the provider; the site says so of more', async () => {
    world.advanceSeconds(12);
    expect(await begun(7, 'google')).toEqual(Array(7).fill(letIn));
    expect(await begun(5, 'github')).toEqual([letIn, letIn, letIn, tooOften, tooOften]);
    world.advanceSeconds(47);
    expect(await begin('google')).toBe(tooOften);
    world.advanceSeconds(1);
    expect(await begin('google')).toBe(letIn);
  });

  test('are counted by the true address, whatever a client writes into its headers', async () => {
    await begun(10, 'google');
    for (const name of ['x-forwarded-for', 'x-viewer-address', 'x-real-ip', 'forwarded'])
      expect(await begin('google', { [name]: '203.0.113.9' })).toBe(tooOften);
  });

  test('of another address are counted apart, as the distribution tells it', async () => {
    await begun(10, 'google');
    const through = { 'x-origin-proof': 'the stack', 'x-viewer-address': '203.0.113.9' };
    expect(await begin('google', through)).toBe(letIn);
    expect(await begin('google', { ...through, 'x-origin-proof': 'a guess' })).toBe(tooOften);
  });

  test('that come back from a provider are not counted', async () => {
    await begun(10, 'google');
    expect((await world.call('GET', '/auth/callback?error=access_denied')).status).toBe(302);
  });

  test('to link another provider count too, and are told when to come again', async () => {
    world.advanceSeconds(12);
    const ada = await world.person();
    await begun(10, 'google');
    expect(await ada.call('POST', '/api/account/identities/google')).toMatchObject(
      tooMany('Too many sign-ins were begun from your address. Please try again in a minute', '48'),
    );
  });

  test('that cannot be counted go back to the site too, and do not begin', async () => {
    const handlers = world.handlersIn({
      ...world.outside,
      environment: { ...world.outside.environment, DYNAMODB_ENDPOINT: 'http://127.0.0.1:9' },
    });
    const answer = await world.call('GET', '/auth/google', {}, handlers);
    expect([answer.status, answer.headers.Location]).toEqual([302, letIn]);
  }, 20_000);
});

describe('checkouts', () => {
  const routes: [path: string, body: object][] = [
    ['/api/payments/create-one-time-payment', { credits: 25 }],
    ['/api/payments/create-checkout-session', { tier: 'CORE' }],
    ['/api/payments/create-checkout', {}],
    ['/api/payments/create-subscription', { tier: 'CORE' }],
  ];

  test('of all kinds together are opened five times a minute by a person, by others apart', async () => {
    world.advanceSeconds(50);
    const [ada, grace] = [await world.person(), await world.person()];
    for (const [path, body] of routes) expect((await ada.call('POST', path, body)).status).toBe(503);
    const [[path, body] = ['', {}]] = routes;
    expect(await statuses(3, () => ada.call('POST', path, body))).toEqual([...times(2, 429), 503].sort());
    for (const [other, wish] of routes)
      expect(await ada.call('POST', other, wish)).toMatchObject(
        tooMany('Too many checkouts: 5 a minute can be opened', '10'),
      );
    expect((await grace.call('POST', path, body)).status).toBe(503);
    world.advanceSeconds(10);
    expect((await ada.call('POST', path, body)).status).toBe(503);
  });

  test('that are wrong are refused as such, and not counted', async () => {
    const ada = await world.person();
    const path = '/api/payments/create-one-time-payment';
    expect(await statuses(9, () => ada.call('POST', path, { credits: 0 }))).toEqual(times(9, 400));
    expect(await statuses(5, () => ada.call('POST', path, { credits: 25 }))).toEqual(times(5, 503));
  });
});

describe('keys', () => {
  const make = (person: Awaited<ReturnType<AccountWorld['person']>>) =>
    person.call('POST', '/api/keys', { name: 'Laptop' });

  test('are made five times an hour by a person, however many are revoked', async () => {
    world.advanceSeconds(3_000);
    const [ada, grace] = [await world.person('PRO'), await world.person('PRO')];
    expect(await statuses(7, () => make(ada))).toEqual([...times(5, 200), ...times(2, 429)]);
    const { keys } = (await ada.call('GET', '/api/keys')).json;
    for (const { id } of keys) await ada.call('DELETE', `/api/keys/${id}`);
    expect(await make(ada)).toMatchObject(tooMany('Too many API keys: 5 an hour can be made', '600'));
    expect((await make(grace)).status).toBe(200);
    world.advanceSeconds(600);
    expect((await make(ada)).status).toBe(200);
  });

  test('that are made are no requests', async () => {
    const ada = await world.person('PRO');
    await make(ada);
    const { totals } = (await ada.call('GET', '/api/billing/usage')).json;
    expect(totals).toEqual({ credits: 0, requests: 0, generations: 0, exports: 0 });
  });
});
