import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ProviderScript } from '../../infra/testing/fake-provider.ts';
import { type Person, type Product, startProduct } from '../../infra/testing/product.ts';
import { type ScriptedSignIn, startScriptedSignIn } from '../../infra/testing/scripted-sign-in.ts';

let scripted: ScriptedSignIn;
let provider: ScriptedSignIn['provider'];
let product: Product;
let start: ScriptedSignIn['start'];
let signIn: ScriptedSignIn['signIn'];
let real: Product;
beforeAll(async () => {
  scripted = await startScriptedSignIn();
  ({ provider, product, start, signIn } = scripted);
  real = await startProduct();
});
afterAll(async () => {
  await scripted.close();
  await real.close();
});

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
    scripted.setClockAhead(600_000);
    const back = await someone.call(
      'GET',
      `/auth/callback?code=good&state=${authorize.searchParams.get('state')}`,
    );
    scripted.setClockAhead(0);
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

test('provider tokens are kept nowhere', async () => {
  const { DynamoDBClient, ScanCommand } = await import('@aws-sdk/client-dynamodb');
  const client = new DynamoDBClient({ endpoint: product.cloud.addresses.table });
  const { Items } = await client.send(new ScanCommand({ TableName: product.cloud.settings.TABLE_NAME }));
  expect(Items?.length).toBeGreaterThan(10);
  expect(JSON.stringify(Items)).not.toMatch(/access_token|id_token|eyJ/);
});
