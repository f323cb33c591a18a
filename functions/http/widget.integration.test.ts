import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type AccountWorld, startAccountWorld, type WorldPerson } from '../../infra/testing/account-world.ts';
import { seedWidget } from '../../lib/widget/seed-widget.ts';

const site = 'http://localhost:5000';
let world: AccountWorld;
beforeAll(async () => {
  world = await startAccountWorld();
});
afterAll(() => world.close());

async function personWithWidget(change: object = {}): Promise<WorldPerson & { publishableKey: string }> {
  const someone = await world.person('PRO');
  await world.table.transact(seedWidget(world.outside, someone.userId, [site, 'http://plain.example']));
  const { json } = await someone.call('PUT', '/api/widget', { position: 'right', ...change });
  return { ...someone, publishableKey: json.publishableKey };
}

const config = (key: string, headers: Record<string, string> = {}) =>
  world.call('GET', `/api/widget/config?key=${key}`, { headers });

describe('the widget', () => {
  test('starts with words to change, and on our own site only', async () => {
    const ada = await personWithWidget();
    expect(await ada.call('GET', '/api/widget')).toMatchObject({
      status: 200,
      json: {
        publishableKey: expect.stringMatching(/^wpk_[0-9A-Za-z]{24}$/),
        enabled: true,
        title: 'Welcome',
        greeting: 'Thank you for stopping by. We are glad that you are here.',
        accentColor: '#0f7b54',
        position: 'right',
        allowedOrigins: [site],
      },
    });
  });

  test('is not there before the first subscription', async () => {
    const someone = await world.person();
    const missing = {
      status: 404,
      json: { code: 'not_found', detail: 'The widget comes with your first subscription' },
    };
    expect(await someone.call('GET', '/api/widget')).toMatchObject(missing);
    expect(await someone.call('PUT', '/api/widget', { title: 'Hello' })).toMatchObject(missing);
  });

  test('keeps what it is given, and the rest as it was', async () => {
    const ada = await personWithWidget();
    const change = {
      enabled: false,
      title: ' Fragen? ',
      greeting: 'Zeile eins\nZeile zwei',
      accentColor: '#AbCdEf',
      position: 'left',
      allowedOrigins: ['https://shop.example', 'http://localhost:3000', 'https://shop.example'],
    };
    const kept = {
      ...change,
      publishableKey: ada.publishableKey,
      title: 'Fragen?',
      accentColor: '#abcdef',
      allowedOrigins: ['https://shop.example', 'http://localhost:3000'],
    };
    expect((await ada.call('PUT', '/api/widget', change)).json).toEqual(kept);
    expect((await ada.call('PUT', '/api/widget', { title: 'Hi' })).json).toEqual({ ...kept, title: 'Hi' });
    expect((await ada.call('GET', '/api/widget')).json).toEqual({ ...kept, title: 'Hi' });
    expect((await ada.call('PUT', '/api/widget', { allowedOrigins: [] })).json.allowedOrigins).toEqual([]);
  });

  const wrong: [name: string, body: object, status: number][] = [
    ['nothing', {}, 400],
    ['only a publishable key', { publishableKey: 'wpk_mine' }, 400],
    ['an empty title', { title: ' ' }, 422],
    ['a title of 61 characters', { title: 'x'.repeat(61) }, 422],
    ['a title of two lines', { title: 'a\nb' }, 422],
    ['a greeting of 301 characters', { greeting: 'x'.repeat(301) }, 422],
    ['a colour that is a word', { accentColor: 'red' }, 422],
    ['a colour that is a style', { accentColor: '#000000;x' }, 422],
    ['another side', { position: 'top' }, 422],
    ['an address with a path', { allowedOrigins: ['https://shop.example/'] }, 422],
    ['an address without TLS', { allowedOrigins: ['http://shop.example'] }, 422],
    ['a pattern', { allowedOrigins: ['https://*.example'] }, 422],
    ['everybody', { allowedOrigins: ['*'] }, 422],
    ['nobody in particular', { allowedOrigins: ['null'] }, 422],
    ['a local address that is none', { allowedOrigins: ['http://localhost.example'] }, 422],
    ['eleven sites', { allowedOrigins: Array.from({ length: 11 }, (_, i) => `https://s${i}.example`) }, 422],
  ];
  test.each(wrong)('takes no %s', async (_, body, status) => {
    const ada = await personWithWidget();
    const before = (await ada.call('GET', '/api/widget')).json;
    expect((await ada.call('PUT', '/api/widget', body)).status).toBe(status);
    expect((await ada.call('GET', '/api/widget')).json).toEqual(before);
  });

  test('can be read and changed by a key with its scope', async () => {
    const ada = await personWithWidget();
    const { json } = await ada.call('POST', '/api/keys', { name: 'Site', scopes: ['widget'] });
    const headers = { authorization: `Bearer ${json.secret}` };
    expect(await world.call('GET', '/api/widget', { headers })).toMatchObject({ json: { title: 'Welcome' } });
    const changed = await world.call('PUT', '/api/widget', { headers, body: { title: 'By key' } });
    expect(changed).toMatchObject({ status: 200, json: { title: 'By key' } });
  });
});

describe('an embedded widget', () => {
  const shop = 'https://shop.example';

  test('is told what to show, on the sites that its owner allows, without credentials, for a minute', async () => {
    const { publishableKey } = await personWithWidget({ allowedOrigins: [shop, site] });
    for (const origin of [shop, site]) {
      const answer = await config(publishableKey, { origin });
      expect([answer.status, answer.json]).toEqual([
        200,
        {
          title: 'Welcome',
          greeting: 'Thank you for stopping by. We are glad that you are here.',
          accentColor: '#0f7b54',
          position: 'right',
        },
      ]);
      expect(answer.headers).toMatchObject({
        'Access-Control-Allow-Origin': origin,
        'Cache-Control': 'public, max-age=60',
        Vary: 'Origin',
      });
      expect(answer.headers).not.toHaveProperty('Access-Control-Allow-Credentials');
    }
  });

  const foreign: [name: string, origin: string][] = [
    ['another site', 'https://foreign.example'],
    ['a site without TLS', 'http://shop.example'],
    ['a part of the site', 'https://www.shop.example'],
    ['a look-alike', 'https://shop.example.foreign.example'],
    ['another port', 'https://shop.example:8443'],
    ['a file or a sandbox', 'null'],
    ['our own site, once it is taken from the list', site],
  ];
  test.each(foreign)('shows nothing on %s', async (_, origin) => {
    const { publishableKey } = await personWithWidget({ allowedOrigins: [shop] });
    const answer = await config(publishableKey, { origin });
    expect(answer).toMatchObject({ status: 403, json: { code: 'origin_not_allowed' } });
    expect(answer.headers).toMatchObject({ Vary: 'Origin', 'Cache-Control': 'no-store' });
    expect(answer.headers).not.toHaveProperty('Access-Control-Allow-Origin');
  });

  test('answers a server, which has no origin', async () => {
    const { publishableKey } = await personWithWidget({ allowedOrigins: [] });
    const answer = await config(publishableKey);
    expect([answer.status, answer.json.title]).toEqual([200, 'Welcome']);
    expect(answer.headers).not.toHaveProperty('Access-Control-Allow-Origin');
  });

  test('is gone while switched off, and when its key is none', async () => {
    const missing = { status: 404, json: { detail: 'There is no widget with this key' } };
    const ada = await personWithWidget({ enabled: false });
    expect(await config(ada.publishableKey, { origin: site })).toMatchObject(missing);
    await ada.call('PUT', '/api/widget', { enabled: true });
    expect((await config(ada.publishableKey, { origin: site })).status).toBe(200);
    for (const key of ['wpk_none', '', ada.userId, `${ada.publishableKey}x`])
      expect(await config(key)).toMatchObject(missing);
    expect((await world.call('GET', '/api/widget/config')).status).toBe(400);
  });

  test('needs no session, and learns nothing from one', async () => {
    const ada = await personWithWidget();
    const grace = await personWithWidget();
    const address = `/api/widget/config?key=${ada.publishableKey}`;
    const answer = await world.call('GET', address, { cookies: grace.cookies, headers: { origin: site } });
    expect(Object.keys(answer.json)).toEqual(['title', 'greeting', 'accentColor', 'position']);
  });
});
