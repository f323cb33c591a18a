import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type AccountWorld, startAccountWorld } from '../../infra/testing/account-world.ts';

const path = '/api/account/preferences';
const unchanged = {
  theme: 'system',
  language: 'en',
  timezone: null,
  emails: { receipts: true, product: true },
};

let world: AccountWorld;
beforeAll(async () => {
  world = await startAccountWorld();
});
afterAll(() => world.close());

test('are there before anybody has any', async () => {
  const ada = await world.person();
  expect(await ada.call('GET', path)).toMatchObject({ status: 200, json: unchanged });
});

test('are changed one by one, and the rest stays', async () => {
  const ada = await world.person();
  const { json: first } = await ada.call('PUT', path, { theme: 'dark', emails: { product: false } });
  expect(first).toEqual({ ...unchanged, theme: 'dark', emails: { receipts: true, product: false } });
  await ada.call('PUT', path, { timezone: 'Asia/Tokyo', language: 'en' });
  await ada.call('PUT', path, { emails: { receipts: false } });
  const all = {
    theme: 'dark',
    language: 'en',
    timezone: 'Asia/Tokyo',
    emails: { receipts: false, product: false },
  };
  expect((await ada.call('GET', path)).json).toEqual(all);
  expect((await ada.call('PUT', path, { timezone: null })).json).toEqual({ ...all, timezone: null });
});

test('two changes at a time both count', async () => {
  const ada = await world.person();
  await Promise.all([
    ada.call('PUT', path, { theme: 'light' }),
    ada.call('PUT', path, { timezone: 'Europe/Berlin' }),
    ada.call('PUT', path, { emails: { receipts: false } }),
    ada.call('PUT', path, { emails: { product: false } }),
  ]);
  expect((await ada.call('GET', path)).json).toEqual({
    theme: 'light',
    language: 'en',
    timezone: 'Europe/Berlin',
    emails: { receipts: false, product: false },
  });
});

test("are the person's own, and no part of what else is told of them", async () => {
  const [ada, grace] = [await world.person(), await world.person()];
  await ada.call('PUT', path, { theme: 'dark', timezone: 'Asia/Tokyo' });
  expect((await grace.call('GET', path)).json).toEqual(unchanged);
  const { json } = await ada.call('GET', '/api/auth/user');
  expect(Object.keys(json)).not.toContain('theme');
  expect(JSON.stringify(json)).not.toContain('Tokyo');
});

describe('a change', () => {
  const wrong: [body: unknown, status: number, said: string][] = [
    [{}, 400, 'No valid fields to update'],
    [{ emails: {} }, 400, 'No valid fields to update'],
    [{ credits: 9, isAdmin: true }, 400, 'No valid fields to update'],
    [{ theme: 'pink' }, 422, 'Must be one of light, dark, system'],
    [{ theme: null }, 422, 'Must be one of light, dark, system'],
    [{ language: 'de' }, 422, 'Must be one of en'],
    [{ timezone: 'Mars/Olympus' }, 422, 'Must be a time zone, Europe/Berlin say'],
    [{ timezone: '+02:00' }, 422, 'Must be a time zone, Europe/Berlin say'],
    [{ timezone: '' }, 422, 'Must be a time zone, Europe/Berlin say'],
    [{ timezone: 7 }, 422, 'Must be text'],
    [{ emails: true }, 422, 'Must be an object'],
    [{ emails: { receipts: 'no' } }, 422, 'Must be true or false'],
    [{ theme: 'dark', emails: { product: 0 } }, 422, 'Must be true or false'],
  ];
  test.each(wrong)('%j is refused with %i, and changes nothing', async (body, status, detail) => {
    const ada = await world.person();
    expect(await ada.call('PUT', path, body)).toMatchObject({ status, json: { detail } });
    expect((await ada.call('GET', path)).json).toEqual(unchanged);
  });

  test('takes no more than preferences', async () => {
    const ada = await world.person();
    const body = { theme: 'dark', isAdmin: true, email: 'x@evil.test', mailsReceipts: false };
    expect((await ada.call('PUT', path, body)).json).toEqual({ ...unchanged, theme: 'dark' });
    expect((await ada.call('GET', '/api/auth/user')).json).toMatchObject({ isAdmin: false });
  });
});
