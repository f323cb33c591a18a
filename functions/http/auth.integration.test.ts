import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type ProviderScript, startFakeProvider } from '../../infra/testing/fake-provider.ts';
import { type Person, type Product, startProduct } from '../../infra/testing/product.ts';
import { lambdaOutside } from '../../lib/platform/outside.ts';

let provider: Awaited<ReturnType<typeof startFakeProvider>>;
let product: Product;
let real: Product;
let skewMs = 0;
beforeAll(async () => {
  provider = await startFakeProvider();
  product = await startProduct({
    given: {
      GOOGLE_ISSUER_URL: provider.url,
      GOOGLE_CLIENT_ID: 'client',
      GOOGLE_CLIENT_SECRET: 'secret',
      GITHUB_URL: provider.url,
      GITHUB_API_URL: provider.url,
      GITHUB_CLIENT_ID: 'client',
      GITHUB_CLIENT_SECRET: 'secret',
    },
    outsideFor: (_, environment) => ({
      ...lambdaOutside,
      environment,
      clock: { now: () => new Date(Date.now() + skewMs) },
    }),
  });
  real = await startProduct();
});
afterAll(async () => {
  await product.close();
  await real.close();
  await provider.close();
});

type Provider = 'google' | 'github';

async function start(someone: Person, name: Provider, query = '') {
  const answer = await someone.call('GET', `/auth/${name}${query}`);
  return new URL(answer.headers.get('location') ?? '');
}

/** Comes back from the provider, which says what the script has it say. */
async function signIn(
  someone: Person,
  name: Provider,
  script: ProviderScript = {},
  query = '',
): Promise<string> {
  const authorize = await start(someone, name, query);
  provider.say(script, authorize.searchParams.get('nonce') ?? '');
  const state = authorize.searchParams.get('state');
  const back = await someone.call('GET', `/auth/callback?code=good&state=${state}`);
  return back.headers.get('location') ?? '';
}

const isSignedIn = async (someone: Person) => (await someone.call('GET', '/api/auth/user')).status === 200;

describe('against the local providers', () => {
  test.each(['google', 'github'] as const)('%s signs in, by its own pages', async (name) => {
    const someone = real.newPerson();
    const who = name === 'google' ? 'ada@example.com' : 'grace';
    expect(await someone.signIn(name, who)).toBe('http://localhost:5000/?success=true');
    const { json } = await someone.call('GET', '/api/auth/user');
    expect(json).toMatchObject(
      name === 'google'
        ? { email: 'ada@example.com', firstName: 'Ada', lastName: 'Lovelace', isAdmin: false }
        : { email: 'grace@example.com', firstName: 'Grace', lastName: 'Hopper', isAdmin: false },
    );
    expect(json.id).toMatch(/^usr_[0-9A-Z]{26}$/);
    expect(Object.keys(json).sort()).toEqual([
      'companyName',
      'createdAt',
      'email',
      'firstName',
      'id',
      'industry',
      'isAdmin',
      'lastName',
      'profileImageUrl',
      'role',
      'updatedAt',
      'usagePurpose',
    ]);
  });

  test.each(['google', 'github'] as const)('%s: without a verified address nobody signs in', async (name) => {
    const someone = real.newPerson();
    const who = name === 'google' ? 'unverified@example.com' : 'unverified';
    expect(await someone.signIn(name, who)).toBe('http://localhost:5000/?error=email_unverified');
    expect(await isSignedIn(someone)).toBe(false);
  });
});

describe.each(['google', 'github'] as const)('%s', (name) => {
  test('the code is bound to this browser by PKCE S256, and to our own callback', async () => {
    const someone = product.newPerson();
    const authorize = await start(someone, name);
    const asked = Object.fromEntries(authorize.searchParams);
    expect(asked).toMatchObject({
      code_challenge_method: 'S256',
      response_type: 'code',
      client_id: 'client',
    });
    expect(asked.redirect_uri).toBe(`${product.cloud.addresses.api}/auth/callback`);
    expect(asked.state?.length).toBe(43);
    expect(asked.nonce?.length).toBe(name === 'google' ? 43 : undefined);
    provider.say({}, asked.nonce ?? '');
    await someone.call('GET', `/auth/callback?code=good&state=${asked.state}`);
    const exchanged = provider.tokenRequests.at(-1);
    expect(exchanged).toMatchObject({
      code: 'good',
      redirect_uri: asked.redirect_uri,
      grant_type: 'authorization_code',
    });
    const challenge = createHash('sha256')
      .update(exchanged?.code_verifier ?? '')
      .digest('base64url');
    expect(challenge).toBe(asked.code_challenge);
  });

  test('the session cookie is for this host alone, unreadable by scripts, and new at each sign-in', async () => {
    const someone = product.newPerson();
    const cookies: string[] = [];
    for (let i = 0; i < 2; i += 1) {
      const authorize = await start(someone, name);
      provider.say({}, authorize.searchParams.get('nonce') ?? '');
      const back = await someone.call(
        'GET',
        `/auth/callback?code=good&state=${authorize.searchParams.get('state')}`,
      );
      cookies.push(back.headers.getSetCookie().find((line) => line.startsWith('__Host-cue_session=')) ?? '');
    }
    expect(cookies[0]).toMatch(
      /^__Host-cue_session=usr_[0-9A-Z]{26}\.[\w-]{43}; Path=\/; Secure; HttpOnly; SameSite=Lax; Max-Age=2592000$/,
    );
    expect(cookies[0]).not.toBe(cookies[1]);
    const [old = ''] = cookies[0]?.split(';') ?? [];
    const replayed = await product.newPerson().call('GET', '/api/auth/user', { headers: { cookie: old } });
    expect(replayed.status).toBe(401);
  });

  test('a state counts once', async () => {
    const someone = product.newPerson();
    const authorize = await start(someone, name);
    const callback = `/auth/callback?code=good&state=${authorize.searchParams.get('state')}`;
    provider.say({}, authorize.searchParams.get('nonce') ?? '');
    expect((await someone.call('GET', callback)).headers.get('location')).toBe(
      'http://localhost:5000/?success=true',
    );
    expect((await someone.call('GET', callback)).headers.get('location')).toBe(
      'http://localhost:5000/?error=oauth_failed',
    );
  });

  test("another browser's state signs nobody in, and does not spoil it for the one who started", async () => {
    const victim = product.newPerson();
    const attacker = product.newPerson();
    await start(victim, name);
    const authorize = await start(attacker, name);
    const callback = `/auth/callback?code=good&state=${authorize.searchParams.get('state')}`;
    provider.say({}, authorize.searchParams.get('nonce') ?? '');
    for (const someone of [victim, product.newPerson()]) {
      expect((await someone.call('GET', callback)).headers.get('location')).toBe(
        'http://localhost:5000/?error=oauth_failed',
      );
      expect(await isSignedIn(someone)).toBe(false);
    }
    expect((await attacker.call('GET', callback)).headers.get('location')).toBe(
      'http://localhost:5000/?success=true',
    );
  });

  test('two tabs may sign in at the same time', async () => {
    const someone = product.newPerson();
    const first = await start(someone, name);
    await start(someone, name);
    provider.say({}, first.searchParams.get('nonce') ?? '');
    const back = await someone.call(
      'GET',
      `/auth/callback?code=good&state=${first.searchParams.get('state')}`,
    );
    expect(back.headers.get('location')).toBe('http://localhost:5000/?success=true');
  });

  test('a state is good for ten minutes', async () => {
    const someone = product.newPerson();
    const authorize = await start(someone, name);
    provider.say({}, authorize.searchParams.get('nonce') ?? '');
    skewMs = 600_000;
    const back = await someone.call(
      'GET',
      `/auth/callback?code=good&state=${authorize.searchParams.get('state')}`,
    );
    skewMs = 0;
    expect(back.headers.get('location')).toBe('http://localhost:5000/?error=oauth_failed');
  });

  test('refused at the provider, it says so; anything else that went wrong is oauth_failed, in no words but ours', async () => {
    const ends = [];
    for (const query of [
      'error=access_denied',
      'error=server_error&error_description=%3Cscript%3E',
      '',
      `code=${'x'.repeat(10_000)}`,
    ]) {
      const someone = product.newPerson();
      const authorize = await start(someone, name);
      provider.say({ tokenStatus: 500 }, '');
      const back = await someone.call(
        'GET',
        `/auth/callback?${query}&state=${authorize.searchParams.get('state')}`,
      );
      ends.push(back.headers.get('location'));
    }
    expect(ends).toEqual([
      'http://localhost:5000/?error=access_denied',
      'http://localhost:5000/?error=oauth_failed',
      'http://localhost:5000/?error=oauth_failed',
      'http://localhost:5000/?error=oauth_failed',
    ]);
  });

  test('a callback without a state is oauth_failed', async () => {
    const back = await product.newPerson().call('GET', '/auth/callback?code=good');
    expect(back.headers.get('location')).toBe('http://localhost:5000/?error=oauth_failed');
  });

  const places: [asked: string, end: string][] = [
    ['/credits?x=1#y', '/credits?x=1#y'],
    ['//e.vil', '/?success=true'],
    ['/\\e.vil', '/?success=true'],
    ['\\\\e.vil', '/?success=true'],
    ['\t//e.vil', '/?success=true'],
    ['/\t/e.vil', '/?success=true'],
    ['/.//e.vil', '/?success=true'],
    ['https://localhost:5000@e.vil', '/?success=true'],
    ['javascript:alert(1)', '/?success=true'],
    ['data:text/html,x', '/?success=true'],
  ];
  test.each(places)('return_to %j leads to %s of our own site', async (asked, end) => {
    const back = await signIn(product.newPerson(), name, {}, `?return_to=${encodeURIComponent(asked)}`);
    expect(back).toBe(`http://localhost:5000${end}`);
  });
});

describe("Google's id_token", () => {
  const forged: [name: string, script: ProviderScript][] = [
    ['without a signature', { signing: 'none' }],
    ['signed by HS256 with the public key', { signing: 'HS256 with the public key' }],
    ['signed by someone else', { signing: 'a key of someone else' }],
    ['by a key nobody knows', { kid: 'k9' }],
    ['for another client', { claims: { aud: 'someone-else' } }],
    ['of another issuer', { claims: { iss: 'https://evil.test' } }],
    ['that has expired', { claims: { exp: Math.floor(Date.now() / 1000) - 600 } }],
    ['with another nonce', { claims: { nonce: 'other' } }],
  ];
  test.each(forged)('%s signs nobody in', async (_, script) => {
    const someone = product.newPerson();
    expect(await signIn(someone, 'google', script)).toBe('http://localhost:5000/?error=oauth_failed');
    expect(await isSignedIn(someone)).toBe(false);
  });
});

describe('joining accounts by address', () => {
  const google = (sub: string, email: string, more: object = {}) => ({ claims: { sub, email, ...more } });
  const github = (id: number, email: string, verified = true) => ({
    githubUser: { id },
    githubEmails: [
      { email: 'other@example.com', primary: false, verified: true },
      { email, primary: true, verified },
    ],
  });
  const idOf = async (name: Provider, script: ProviderScript) => {
    const someone = product.newPerson();
    const end = await signIn(someone, name, script);
    return end.includes('error') ? end : (await someone.call('GET', '/api/auth/user')).json.id;
  };

  test('GitHub with a primary verified address joins the account that has it', async () => {
    const id = await idOf('google', google('g-1', 'join1@corp.test'));
    expect(await idOf('github', github(1001, 'JOIN1@corp.test'))).toBe(id);
  });

  test('Google joins where it runs the mailbox: gmail.com, or a hosted domain', async () => {
    const first = await idOf('github', github(1002, 'join2@gmail.com'));
    expect(await idOf('google', google('g-2', 'join2@gmail.com'))).toBe(first);
    const second = await idOf('github', github(1003, 'join3@corp.test'));
    expect(await idOf('google', google('g-3', 'join3@corp.test', { hd: 'corp.test' }))).toBe(second);
  });

  test("Google's word alone on another's mailbox joins nothing", async () => {
    await idOf('github', github(1004, 'victim@corp.test'));
    expect(await idOf('google', google('g-4', 'victim@corp.test'))).toBe(
      'http://localhost:5000/?error=account_exists',
    );
  });

  test('an address that is not verified joins nothing, and makes nothing', async () => {
    await idOf('google', google('g-5', 'victim2@gmail.com'));
    expect(await idOf('github', github(1005, 'victim2@gmail.com', false))).toBe(
      'http://localhost:5000/?error=email_unverified',
    );
    expect(await idOf('google', google('g-6', 'new@gmail.com', { email_verified: false }))).toBe(
      'http://localhost:5000/?error=email_unverified',
    );
  });

  test('an identity stays the same person when its address changes', async () => {
    const id = await idOf('github', github(1006, 'before@example.com'));
    expect(await idOf('github', github(1006, 'after@example.com'))).toBe(id);
  });

  test('ten sign-ins of a new person at once make one account', async () => {
    const someones = await Promise.all(
      Array.from({ length: 10 }, async () => {
        const someone = product.newPerson();
        return { someone, authorize: await start(someone, 'github') };
      }),
    );
    provider.say(github(1007, 'crowd@example.com'), '');
    const ids = await Promise.all(
      someones.map(async ({ someone, authorize }) => {
        await someone.call('GET', `/auth/callback?code=good&state=${authorize.searchParams.get('state')}`);
        return (await someone.call('GET', '/api/auth/user')).json.id;
      }),
    );
    expect(new Set(ids).size).toBe(1);
    expect(ids[0]).toMatch(/^usr_/);
  });
});

test('provider tokens are kept nowhere', async () => {
  const { DynamoDBClient, ScanCommand } = await import('@aws-sdk/client-dynamodb');
  const client = new DynamoDBClient({ endpoint: product.cloud.addresses.table });
  const { Items } = await client.send(new ScanCommand({ TableName: product.cloud.settings.TABLE_NAME }));
  expect(Items?.length).toBeGreaterThan(10);
  expect(JSON.stringify(Items)).not.toMatch(/access_token|id_token|eyJ/);
});
