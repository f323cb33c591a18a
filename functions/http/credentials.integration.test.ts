import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import {
  type CredentialPerson,
  type CredentialWorld,
  ringKey,
  startCredentialWorld,
} from '../../infra/testing/credential-world.ts';
import { keys } from '../../lib/platform/keys.ts';

let world: CredentialWorld;
let ada: CredentialPerson;
beforeAll(async () => {
  world = await startCredentialWorld();
});
beforeEach(async () => {
  world.services.answer(200);
  world.services.asked.length = 0;
  ada = await world.person();
});
afterAll(() => world.close());

const now = '2026-11-21T10:00:00.000Z';
const stripe = { secretKey: 'sk_test_canarycanary1234' };
const values: [service: string, values: Record<string, string>, last4: string][] = [
  ['stripe', stripe, '1234'],
  ['sendgrid', { apiKey: `SG.${'c'.repeat(22)}.${'d'.repeat(39)}WXYZ` }, 'WXYZ'],
  [
    'aws',
    {
      accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
      secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
      region: 'eu-west-1',
    },
    'MPLE',
  ],
  ['openai', { apiKey: `sk-proj-${'e'.repeat(40)}7890` }, '7890'],
];
const listed = async (someone: CredentialPerson) =>
  (await someone.call('GET', '/api/credentials')).json.credentials;

describe('a credential', () => {
  test.each(values)(
    'of %s is kept with what its service says, and never shown again',
    async (service, body, last4) => {
      const address = `/api/credentials/${service}/Main%20account`;
      const credential = { service, name: 'Main account', status: 'valid', last4, checkedAt: now };
      const { status, json, headers } = await ada.call('PUT', address, body);
      expect([status, json]).toEqual([
        200,
        { ...credential, detail: expect.stringMatching(/^\w+ takes this key\./) },
      ]);
      expect(headers['cache-control'] ?? headers['Cache-Control']).toBe('no-store');
      expect(await listed(ada)).toEqual([credential]);
      const kept = Buffer.concat(
        (await world.rowsOf(ada.userId)).flatMap((row) =>
          Object.values(row).map((value) =>
            value instanceof Uint8Array ? Buffer.from(value) : Buffer.from(String(value)),
          ),
        ),
      );
      for (const secret of Object.values(body)) expect(kept.includes(secret)).toBe(false);
    },
  );

  test('is replaced as a whole by another under its name, and stays one', async () => {
    await ada.call('PUT', '/api/credentials/stripe/shop', stripe);
    world.services.answer(401);
    world.advanceSeconds(60);
    const replaced = await ada.call('PUT', '/api/credentials/stripe/shop', {
      secretKey: 'rk_live_otherother5678',
    });
    world.advanceSeconds(-60);
    expect(replaced.json).toMatchObject({
      status: 'invalid',
      detail: 'Stripe does not know this key, or it has expired.',
    });
    expect(await listed(ada)).toEqual([
      {
        service: 'stripe',
        name: 'shop',
        status: 'invalid',
        last4: '5678',
        checkedAt: '2026-11-21T10:01:00.000Z',
      },
    ]);
  });

  test('is one of several of its service, listed by service and name', async () => {
    for (const address of ['stripe/shop', 'stripe/Books', 'openai/main']) {
      const body = address.startsWith('stripe') ? stripe : values[3]?.[1];
      expect((await ada.call('PUT', `/api/credentials/${address}`, body)).status).toBe(200);
    }
    const names = (await listed(ada)).map(
      ({ service, name }: { service: string; name: string }) => `${service} ${name}`,
    );
    expect(names).toEqual(['openai main', 'stripe Books', 'stripe shop']);
  });

  test('is gone once it is deleted', async () => {
    await ada.call('PUT', '/api/credentials/stripe/shop', stripe);
    const first = await ada.call('DELETE', '/api/credentials/stripe/shop');
    expect([first.status, first.json]).toEqual([200, { message: 'Credential deleted' }]);
    expect(await listed(ada)).toEqual([]);
    expect(await ada.call('DELETE', '/api/credentials/stripe/shop')).toMatchObject({
      status: 404,
      json: { code: 'not_found', detail: 'Credential not found' },
    });
  });

  test('is the fiftieth at most, however many are sent at once; one can go for another, and be replaced', async () => {
    for (let made = 0; made < 45; made += 1) {
      await world.table.put({ Item: { ...keys.credential(ada.userId, 'stripe', `n${made}`) } });
    }
    await world.table.put({ Item: { ...keys.credentialCount(ada.userId), kept: 45 } });
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        ada.call('PUT', `/api/credentials/openai/x${index}`, values[3]?.[1]),
      ),
    );
    const kept = answers.filter(({ status }) => status === 200);
    expect(kept).toHaveLength(5);
    const refused = answers.filter(({ json }) => json.code === 'too_many_credentials');
    expect(refused.map(({ status }) => status)).toEqual([409, 409, 409, 409, 409]);
    const name = kept[0]?.json.name;
    expect((await ada.call('PUT', `/api/credentials/openai/${name}`, values[3]?.[1])).status).toBe(200);
    await ada.call('DELETE', `/api/credentials/openai/${name}`);
    expect((await ada.call('PUT', '/api/credentials/stripe/another', stripe)).status).toBe(200);
    expect((await ada.call('PUT', '/api/credentials/stripe/one-more', stripe)).status).toBe(409);
  }, 30_000);

  const wrong: [what: string, address: string, body: unknown, status: number, path: string][] = [
    ['nothing', 'stripe/shop', {}, 400, 'secretKey'],
    ['the field of another service', 'stripe/shop', { apiKey: 'sk_test_canary1234' }, 400, 'secretKey'],
    ['a publishable key', 'stripe/shop', { secretKey: 'pk_live_canary1234' }, 422, 'secretKey'],
    ['a number', 'stripe/shop', { secretKey: 7 }, 422, 'secretKey'],
    ['a line that ends a header', 'stripe/shop', { secretKey: 'sk_test_canary\r\nX: 1' }, 422, 'secretKey'],
    ['300 KB in a field', 'openai/main', { apiKey: `sk-${'e'.repeat(3_000)}` }, 422, 'apiKey'],
    [
      'half of a pair',
      'aws/main',
      { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', region: 'eu-west-1' },
      400,
      'secretAccessKey',
    ],
    [
      'a temporary key',
      'aws/main',
      { ...values[2]?.[1], accessKeyId: 'ASIAIOSFODNN7EXAMPLE' },
      422,
      'accessKeyId',
    ],
    ['a region that would be a host', 'aws/main', { ...values[2]?.[1], region: 'evil.test/' }, 422, 'region'],
    ['an address by http', 'webhook/team', { url: 'http://hooks.example/1' }, 422, 'url'],
    ['an address with a password', 'webhook/team', { url: 'https://a:b@hooks.example/1' }, 422, 'url'],
    ['an address on another port', 'webhook/team', { url: 'https://hooks.example:22/1' }, 422, 'url'],
  ];
  test.each(wrong)(
    'with %s is refused, unasked and unkept, without its value',
    async (_, address, body, status, path) => {
      const refused = await ada.call('PUT', `/api/credentials/${address}`, body);
      expect([refused.status, refused.json.errors[0].path]).toEqual([status, path]);
      expect(JSON.stringify(refused.json)).not.toMatch(/canary|EXAMPLE|hooks\.example|evil/);
      expect(world.services.asked).toEqual([]);
      expect(await listed(ada)).toEqual([]);
    },
  );

  test.each([
    'stripe/%20shop',
    'stripe/a%2Fb',
    'stripe/a%23b',
    `stripe/${'n'.repeat(41)}`,
    'github/shop',
    'STRIPE/shop',
  ])('has no such name or service: %s', async (address) => {
    for (const method of ['PUT', 'DELETE'])
      expect((await ada.call(method, `/api/credentials/${address}`, stripe)).status).toBe(404);
    expect(world.services.asked).toEqual([]);
  });

  test('is asked about as often as the plan allows requests in a minute', async () => {
    const statuses: unknown[] = [];
    for (let asked = 0; asked < 22; asked += 1)
      statuses.push((await ada.call('POST', '/api/credentials/stripe/validate', stripe)).status);
    expect(statuses).toEqual([...Array.from({ length: 20 }, () => 200), 429, 429]);
    expect(world.services.asked).toHaveLength(20);
  });
});

describe('a check', () => {
  const check = (service: string, body: unknown) =>
    ada.call('POST', `/api/credentials/${service}/validate`, body);

  test.each([
    ['stripe', 'GET /v1/account', 'Bearer sk_test_canarycanary1234'],
    ['sendgrid', 'GET /v3/scopes', `Bearer SG.${'c'.repeat(22)}.${'d'.repeat(39)}WXYZ`],
    ['openai', 'GET /v1/models', `Bearer sk-proj-${'e'.repeat(40)}7890`],
  ])('asks %s once, and keeps nothing', async (service, what, authorization) => {
    const body = values.find(([name]) => name === service)?.[1];
    const { status, json } = await check(service, body);
    expect([status, json]).toMatchObject([200, { valid: true, status: 'valid' }]);
    expect(world.services.asked).toEqual([{ what, authorization, date: undefined, body: '' }]);
    expect(await listed(ada)).toEqual([]);
  });

  test('asks AWS who the key belongs to, signed as AWS wants it', async () => {
    expect((await check('aws', values[2]?.[1])).json).toMatchObject({ valid: true });
    const [asked] = world.services.asked;
    expect(asked).toMatchObject({
      what: 'POST /',
      date: '20261121T100000Z',
      body: 'Action=GetCallerIdentity&Version=2011-06-15',
    });
    expect(asked?.authorization).toMatch(
      /^AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE\/20261121\/us-east-1\/sts\/aws4_request, SignedHeaders=content-type;host;x-amz-content-sha256;x-amz-date, Signature=[0-9a-f]{64}$/,
    );
  });

  test.each([
    ['stripe', 401, 'invalid'],
    ['stripe', 403, 'valid'],
    ['stripe', 429, 'unchecked'],
    ['stripe', 500, 'unchecked'],
    ['sendgrid', 401, 'invalid'],
    ['sendgrid', 403, 'invalid'],
    ['sendgrid', 503, 'unchecked'],
    ['aws', 403, 'invalid'],
    ['aws', 400, 'unchecked'],
    ['openai', 401, 'invalid'],
    ['openai', 403, 'unchecked'],
    ['openai', 429, 'unchecked'],
  ])('that %s answers with %i is %s, in our words', async (service, answered, status) => {
    world.services.answer(answered);
    const { json } = await check(service, values.find(([name]) => name === service)?.[1]);
    expect([json.status, json.valid]).toEqual([status, status === 'valid']);
    expect(json.detail).not.toContain('Words of theirs');
  });

  test('that nobody answers says so, and the credential is kept all the same', async () => {
    const nobody = world.handlersWith(ringKey('k1', 'a'), { STRIPE_API_URL: 'http://127.0.0.1:9' });
    const { status, json } = await ada.call('PUT', '/api/credentials/stripe/shop', stripe, nobody);
    expect([status, json]).toMatchObject([
      200,
      { status: 'unchecked', detail: 'Stripe could not be reached. Whether the key is good is not known.' },
    ]);
    expect(await listed(ada)).toMatchObject([{ status: 'unchecked' }]);
  });

  test('waits five seconds, and no longer', async () => {
    world.services.answer('hangs');
    const startedMs = Date.now();
    expect((await check('openai', values[3]?.[1])).json.status).toBe('unchecked');
    expect(Date.now() - startedMs).toBeGreaterThan(4_900);
    expect(Date.now() - startedMs).toBeLessThan(9_000);
  }, 20_000);

  test('follows nobody anywhere', async () => {
    const { STRIPE_API_URL } = world.services.settings;
    world.services.answer({ leadsTo: `${STRIPE_API_URL}/latest/meta-data/` });
    for (const [service, body] of values) expect((await check(service, body)).json.status).toBe('unchecked');
    expect(world.services.asked.map(({ what }) => what)).toEqual([
      'GET /v1/account',
      'GET /v3/scopes',
      'POST /',
      'GET /v1/models',
    ]);
  });

  test('of a kept one finds it by its name, and its status follows', async () => {
    await ada.call('PUT', '/api/credentials/stripe/shop', stripe);
    world.services.answer(401);
    expect((await check('stripe', { name: 'shop' })).json).toEqual({
      valid: false,
      status: 'invalid',
      detail: 'Stripe does not know this key, or it has expired.',
    });
    expect(await listed(ada)).toMatchObject([{ name: 'shop', status: 'invalid', last4: '1234' }]);
    expect(world.services.asked.map(({ authorization }) => authorization)).toEqual([
      'Bearer sk_test_canarycanary1234',
      'Bearer sk_test_canarycanary1234',
    ]);
  });

  test('that ends after other values were kept says nothing of those', async () => {
    await ada.call('PUT', '/api/credentials/stripe/shop', stripe);
    world.services.answer('hangs');
    const slow = check('stripe', { name: 'shop' });
    while (world.services.asked.length < 2) await new Promise((resolve) => setTimeout(resolve, 10));
    world.services.answer(401);
    await ada.call('PUT', '/api/credentials/stripe/shop', { secretKey: 'sk_test_otherother5678' });
    expect((await slow).json.status).toBe('unchecked');
    expect(await listed(ada)).toMatchObject([{ last4: '5678', status: 'invalid' }]);
  }, 20_000);

  test('of one that is not kept, or of both at once, is refused', async () => {
    expect((await check('stripe', { name: 'shop' })).status).toBe(404);
    expect((await check('stripe', { name: 'a#b' })).status).toBe(422);
    expect((await check('stripe', { name: 'shop', ...stripe })).json.errors).toEqual([
      { path: 'name', message: 'Give either a name or values' },
    ]);
    expect(world.services.asked).toEqual([]);
  });

  const notPublic = [
    'https://127.0.0.1/hook',
    'https://localhost/hook',
    'https://0x7f000001/hook',
    'https://2130706433/hook',
    'https://0177.0.0.1/hook',
    'https://127.1/hook',
    'https://10.1.2.3/hook',
    'https://169.254.169.254/latest/meta-data/',
    'https://[::1]/hook',
    'https://[::ffff:10.0.0.1]/hook',
    'https://[fd00:ec2::254]/latest/meta-data/',
    'https://[64:ff9b::a9fe:a9fe]/hook',
    'https://[fe80::1]:8443/hook',
  ];
  test.each(notPublic)('of a webhook never asks our own network: %s', async (url) => {
    expect((await check('webhook', { url })).json).toEqual({
      valid: false,
      status: 'invalid',
      detail: 'This address is not on the public internet.',
    });
  });
});

describe('what is sealed opens', () => {
  const check = (
    someone: CredentialPerson,
    name: string,
    handlers?: ReturnType<CredentialWorld['handlersWith']>,
  ) => someone.call('POST', '/api/credentials/stripe/validate', { name }, handlers);
  const sealedRow = async (someone: CredentialPerson, name: string) => {
    const row = await world.table.get(keys.credential(someone.userId, 'stripe', name));
    if (!row) throw new Error(`${name} is not there`);
    return row;
  };

  test('neither for another person, nor under another name or service', async () => {
    const grace = await world.person();
    await ada.call('PUT', '/api/credentials/stripe/shop', stripe);
    const { keyId, sealed } = await sealedRow(ada, 'shop');
    const places = [
      [grace, 'stripe', 'shop'],
      [ada, 'stripe', 'other'],
      [ada, 'sendgrid', 'shop'],
    ] as const;
    world.services.asked.length = 0;
    for (const [someone, service, name] of places) {
      const { userId } = someone;
      const item = { userId, service, name, keyId, sealed, status: 'valid', last4: '1234', checkedAt: now };
      await world.table.put({ Item: { ...keys.credential(userId, service, name), ...item } });
      const { status, json } = await someone.call('POST', `/api/credentials/${service}/validate`, { name });
      expect([status, json.code]).toEqual([500, 'internal_error']);
    }
    expect(world.services.asked).toEqual([]);
  });

  test('only as it was: with a bit changed, or cut short, it does not', async () => {
    await ada.call('PUT', '/api/credentials/stripe/shop', stripe);
    const row = await sealedRow(ada, 'shop');
    if (!(row.sealed instanceof Uint8Array)) throw new Error('Not sealed');
    world.services.asked.length = 0;
    const forged = Array.from({ length: row.sealed.length }, (_, index) => {
      const bytes = Buffer.from(row.sealed as Uint8Array);
      bytes[index] = (bytes[index] ?? 0) ^ 1;
      return bytes;
    });
    // One of the nonce, one of the tag, one of the text.
    for (const sealed of [forged[3], forged[20], forged[40], Buffer.from(row.sealed).subarray(0, 27)]) {
      await world.table.put({ Item: { ...row, sealed } });
      expect((await check(ada, 'shop')).status).toBe(500);
    }
    expect(world.services.asked).toEqual([]);
  });

  test('after the keys were rotated, and is sealed with the new key once it is written', async () => {
    await ada.call('PUT', '/api/credentials/stripe/shop', stripe);
    const rotated = world.handlersWith(`${ringKey('k2', 'b')},${ringKey('k1', 'a')}`);
    expect((await check(ada, 'shop', rotated)).json.valid).toBe(true);
    expect((await sealedRow(ada, 'shop')).keyId).toBe('k1');
    await ada.call('PUT', '/api/credentials/stripe/shop', stripe, rotated);
    expect((await sealedRow(ada, 'shop')).keyId).toBe('k2');
    const retired = world.handlersWith(ringKey('k2', 'b'));
    expect((await check(ada, 'shop', retired)).json.valid).toBe(true);
  });

  test('not without its key, which is told as a passing fault: a function may learn of a key later than another', async () => {
    await ada.call('PUT', '/api/credentials/stripe/shop', stripe);
    const other = await check(ada, 'shop', world.handlersWith(ringKey('k2', 'b')));
    expect(other).toMatchObject({ status: 503, json: { code: 'dependency_unavailable' } });
    const wrong = await check(ada, 'shop', world.handlersWith(ringKey('k1', 'b')));
    expect(wrong).toMatchObject({ status: 500, json: { code: 'internal_error' } });
    expect(await listed(ada)).toMatchObject([{ status: 'valid' }]);
  });

  test('two of the same are not sealed alike', async () => {
    await ada.call('PUT', '/api/credentials/stripe/shop', stripe);
    const first = await sealedRow(ada, 'shop');
    await ada.call('PUT', '/api/credentials/stripe/shop', stripe);
    expect((await sealedRow(ada, 'shop')).sealed).not.toEqual(first.sealed);
  });
});

test("another person's credentials are not there", async () => {
  const grace = await world.person();
  await ada.call('PUT', '/api/credentials/stripe/shop', stripe);
  expect(await listed(grace)).toEqual([]);
  expect((await grace.call('DELETE', '/api/credentials/stripe/shop')).status).toBe(404);
  expect((await grace.call('POST', '/api/credentials/stripe/validate', { name: 'shop' })).status).toBe(404);
  expect(await listed(ada)).toHaveLength(1);
});

test('no secret is logged, whatever happens to it', async () => {
  const written: string[] = [];
  jest.spyOn(process.stdout, 'write').mockImplementation((line) => {
    written.push(String(line));
    return true;
  });
  const loud = { LOG_LEVEL: 'DEBUG' };
  const handlers = world.handlersWith(ringKey('k1', 'a'), loud);
  try {
    for (const answer of [200, 401, 500]) {
      world.services.answer(answer);
      for (const [service, body] of values)
        await ada.call('PUT', `/api/credentials/${service}/shop`, body, handlers);
    }
    await ada.call(
      'POST',
      '/api/credentials/stripe/validate',
      { name: 'shop' },
      world.handlersWith(ringKey('k1', 'b'), loud),
    );
    await ada.call('PUT', '/api/credentials/stripe/shop', { secretKey: 'pk_live_canarycanary' }, handlers);
  } finally {
    jest.restoreAllMocks();
  }
  const log = written.join('');
  for (const line of ['Credential kept', 'Request failed', 'Request refused']) expect(log).toContain(line);
  const secrets = values.flatMap(([, body]) => Object.values(body)).filter((value) => value !== 'eu-west-1');
  for (const word of [...secrets, 'canary']) expect(log).not.toContain(word);
});
