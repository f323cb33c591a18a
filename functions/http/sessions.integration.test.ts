import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type AccountWorld, startAccountWorld, type WorldPerson } from '../../infra/testing/account-world.ts';
import { keys } from '../../lib/platform/keys.ts';

const chrome =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36';
const safari =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1';
const hour = 3_600;
const day = 24 * hour;
const ended = { status: 401, json: { code: 'not_authenticated', detail: 'Not authenticated' } };
const notFound = { status: 404, json: { code: 'not_found', detail: 'Session not found' } };

let world: AccountWorld;
beforeAll(async () => {
  world = await startAccountWorld();
});
afterAll(() => world.close());

interface Listed {
  id: string;
  device: string;
  current: boolean;
  createdAt: string;
  lastSeenAt: string;
}
const sessionsOf = async (someone: Pick<WorldPerson, 'call'>): Promise<Listed[]> =>
  (await someone.call('GET', '/api/auth/sessions')).json.sessions;
const idOf = async (someone: Pick<WorldPerson, 'call'>) =>
  (await sessionsOf(someone)).find(({ current }) => current)?.id ?? '';
const rowsOf = async (userId: string) => {
  const { items } = await world.table.query({
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
    ExpressionAttributeValues: { ':pk': keys.user(userId).pk, ':prefix': 'SESSION#' },
  });
  return items;
};

describe('the list of sessions', () => {
  test('says which browser, since when and when last, this one first', async () => {
    const ada = await world.person();
    const startedAt = world.clock.now().toISOString();
    world.advanceSeconds(60);
    const desk = await ada.elsewhere(chrome);
    const deskAt = world.clock.now().toISOString();
    world.advanceSeconds(60);
    const phone = await ada.elsewhere(safari);
    const phoneAt = world.clock.now().toISOString();
    const id = expect.stringMatching(/^ses_[0-9A-Za-z]{16}$/);
    expect(await sessionsOf(desk)).toEqual([
      { id, device: 'Chrome on Windows', current: true, createdAt: deskAt, lastSeenAt: deskAt },
      { id, device: 'Safari on iPhone', current: false, createdAt: phoneAt, lastSeenAt: phoneAt },
      { id, device: 'An unknown device', current: false, createdAt: startedAt, lastSeenAt: startedAt },
    ]);
    expect(await idOf(phone)).not.toBe(await idOf(desk));
  });

  test('tells nothing of a token, its hash or the header', async () => {
    const ada = await world.person();
    await ada.elsewhere('Mozilla/5.0 <script>alert(1)</script>');
    const listed = JSON.stringify(await sessionsOf(ada));
    const [, token = 'none'] = /\.([\w-]{43})$/.exec(ada.cookies[0] ?? '') ?? [];
    for (const { sk } of await rowsOf(ada.userId)) expect(listed).not.toContain(String(sk).split('#')[1]);
    expect(listed).not.toContain(token);
    expect(listed).not.toContain('script');
  });

  test('has only what is live: not what was unseen for seven days, nor what is thirty days old', async () => {
    const ada = await world.person();
    await ada.elsewhere(chrome);
    const busy = await ada.elsewhere(safari);
    world.advanceSeconds(7 * day - 1);
    expect(await sessionsOf(busy)).toHaveLength(3);
    world.advanceSeconds(1);
    expect((await sessionsOf(busy)).map(({ device }) => device)).toEqual(['Safari on iPhone']);
    for (const days of [6, 6, 6, 5]) {
      world.advanceSeconds(days * day - 1);
      await sessionsOf(busy);
    }
    const late = await ada.elsewhere(chrome);
    world.advanceSeconds(5);
    expect((await sessionsOf(late)).map(({ device }) => device)).toEqual(['Chrome on Windows']);
    expect(await rowsOf(ada.userId)).toHaveLength(4);
  });

  test('notes that a browser was seen once an hour, and writes nothing else for it', async () => {
    const ada = await world.person();
    const startedAt = world.clock.now().toISOString();
    world.advanceSeconds(hour - 1);
    const before = await rowsOf(ada.userId);
    expect((await sessionsOf(ada))[0]?.lastSeenAt).toBe(startedAt);
    expect(await rowsOf(ada.userId)).toEqual(before);
    world.advanceSeconds(1);
    await ada.call('GET', '/api/auth/user');
    const seenAt = world.clock.now().toISOString();
    world.advanceSeconds(60);
    expect(await sessionsOf(ada)).toMatchObject([{ createdAt: startedAt, lastSeenAt: seenAt }]);
  });

  test('leaves out a session from before there were ids until it is seen again', async () => {
    const ada = await world.person();
    const desk = await ada.elsewhere(chrome);
    for (const { pk, sk } of await rowsOf(ada.userId))
      await world.table.update({ Key: { pk, sk }, UpdateExpression: 'REMOVE sessionId' });
    expect(await sessionsOf(ada)).toEqual([]);
    world.advanceSeconds(hour);
    await desk.call('GET', '/api/auth/user');
    const [{ id } = { id: '' }] = await sessionsOf(desk);
    world.advanceSeconds(hour);
    await desk.call('GET', '/api/auth/user');
    expect(await idOf(desk)).toBe(id);
  });
});

describe('ending a session', () => {
  test('is effective at once: its next request is refused, and its cookie cleared', async () => {
    const ada = await world.person();
    const lost = await ada.elsewhere(safari);
    const answer = await ada.call('DELETE', `/api/auth/sessions/${await idOf(lost)}`);
    expect(answer).toMatchObject({ status: 200, json: { message: 'Session ended' }, cookies: [] });
    const refused = await lost.call('GET', '/api/auth/user');
    expect(refused).toMatchObject(ended);
    expect(refused.cookies[0]).toMatch(/^__Host-cue_session=; .*Max-Age=0$/);
    expect(await sessionsOf(ada)).toHaveLength(1);
  });

  test('that asks clears its cookie', async () => {
    const ada = await world.person();
    const answer = await ada.call('DELETE', `/api/auth/sessions/${await idOf(ada)}`);
    expect(answer.cookies[0]).toMatch(/^__Host-cue_session=; .*Max-Age=0$/);
    expect(await ada.call('GET', '/api/auth/user')).toMatchObject(ended);
  });

  test("of another person's, of none, and again are all the same 404", async () => {
    const [ada, eve] = [await world.person(), await world.person()];
    const other = await ada.elsewhere(chrome);
    const id = await idOf(other);
    const answers = [
      await eve.call('DELETE', `/api/auth/sessions/${id}`),
      await eve.call('DELETE', '/api/auth/sessions/ses_0000000000000000'),
      await eve.call('DELETE', '/api/auth/sessions/SESSION%23x'),
    ];
    for (const answer of answers) expect(answer).toMatchObject(notFound);
    expect(await sessionsOf(other)).toHaveLength(2);
    await ada.call('DELETE', `/api/auth/sessions/${id}`);
    expect(await ada.call('DELETE', `/api/auth/sessions/${id}`)).toMatchObject(notFound);
  });

  test('that is over is the 404 of one that never was', async () => {
    const ada = await world.person();
    const idle = await ada.elsewhere(chrome);
    const id = await idOf(idle);
    world.advanceSeconds(7 * day - 1);
    await ada.call('GET', '/api/auth/user');
    world.advanceSeconds(1);
    expect(await ada.call('DELETE', `/api/auth/sessions/${id}`)).toMatchObject(notFound);
  });

  test('from another site is refused', async () => {
    const ada = await world.person();
    const path = `/api/auth/sessions/${await idOf(ada)}`;
    for (const address of [path, '/api/auth/sessions']) {
      const headers = { origin: 'https://evil.test' };
      const answer = await world.call('DELETE', address, { cookies: ada.cookies, headers });
      expect(answer).toMatchObject({ status: 403, json: { code: 'cross_site_write' } });
    }
    expect(await sessionsOf(ada)).toHaveLength(1);
  });
});

test('ending all others leaves this one and nobody else out, however many they are', async () => {
  const [ada, grace] = [await world.person(), await world.person()];
  const others = await Promise.all(Array.from({ length: 120 }, () => ada.elsewhere(chrome)));
  expect(await sessionsOf(ada)).toHaveLength(100);
  expect(await ada.call('DELETE', '/api/auth/sessions')).toMatchObject({
    status: 200,
    json: { message: 'All other sessions ended' },
    cookies: [],
  });
  for (const other of [others[0], others[119]])
    expect(await other?.call('GET', '/api/auth/user')).toMatchObject(ended);
  expect(await sessionsOf(ada)).toHaveLength(1);
  expect(await rowsOf(ada.userId)).toHaveLength(1);
  expect(await sessionsOf(grace)).toHaveLength(1);
});

test('a session whose person is gone is none: 401, and its cookie cleared', async () => {
  const ada = await world.person();
  await world.table.remove({ Key: keys.user(ada.userId) });
  const refused = await ada.call('GET', '/api/auth/user');
  expect(refused).toMatchObject(ended);
  expect(refused.cookies[0]).toMatch(/Max-Age=0$/);
});
