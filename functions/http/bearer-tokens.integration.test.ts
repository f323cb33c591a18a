import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { patientOutside } from '../../infra/local/patient-outside.ts';
import { type Product, startProduct } from '../../infra/testing/product.ts';
import { type Forging, startTokenIssuer, type TokenIssuer } from '../../infra/testing/token-issuer.ts';
import { keys } from '../../lib/platform/keys.ts';
import { createTable } from '../../lib/platform/table.ts';
import { sessionCookieFor } from '../../lib/sessions/cookie.ts';
import { startSession } from '../../lib/sessions/session.ts';

let issuer: TokenIssuer;
let product: Product;
let skewMs = 0;
const pass = (seconds: number) => {
  skewMs += seconds * 1_000;
};
const realClock = { now: () => new Date(Date.now() + skewMs) };

beforeAll(async () => {
  issuer = await startTokenIssuer();
  product = await startProduct({
    given: { AUTH_JWT_ISSUERS: issuer.setting },
    // The time of the business is years away: nothing about a token depends on it.
    outsideFor: (_, environment) => ({
      ...patientOutside,
      environment,
      realClock,
      clock: { now: () => new Date('2031-01-01T00:00:00Z') },
    }),
  });
}, 60_000);
afterAll(async () => {
  await product.close();
  await issuer.close();
});

/** A token that is good now, also when the product's clock has been moved. */
function tokenOf(sub: string, claims: object = {}, forging: Forging = {}): string {
  const nowSeconds = Math.floor(realClock.now().getTime() / 1_000);
  return issuer.token({ sub, exp: nowSeconds + 600, ...claims }, forging);
}

/** As a front end on another site calls: without cookies and without an Origin that we know. */
async function call(bearer: string, method: string, path: string, body?: object, cookie?: string) {
  const answer = await fetch(product.cloud.addresses.api + path, {
    method,
    headers: {
      authorization: `Bearer ${bearer}`,
      ...(body ? { 'content-type': 'application/json' } : {}),
      ...(cookie ? { cookie } : {}),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  return { status: answer.status, json: await answer.json() };
}
const me = (bearer: string, cookie?: string) => call(bearer, 'GET', '/api/auth/user', undefined, cookie);

const tableName = () => product.cloud.settings.TABLE_NAME ?? '';
const tableOf = () =>
  createTable({ TABLE_NAME: tableName(), DYNAMODB_ENDPOINT: product.cloud.addresses.table }, patientOutside);

async function everything(): Promise<unknown[]> {
  const client = DynamoDBDocumentClient.from(new DynamoDBClient({ endpoint: product.cloud.addresses.table }));
  const { Items = [] } = await client.send(new ScanCommand({ TableName: tableName(), ConsistentRead: true }));
  return Items.sort((one, other) => `${one.pk} ${one.sk}`.localeCompare(`${other.pk} ${other.sk}`));
}

const unauthorized = { status: 401, json: { code: 'not_authenticated', detail: 'Not authenticated' } };

describe('a token is good wherever a cookie is', () => {
  test.each([
    ['GET', '/api/auth/user', undefined],
    ['PUT', '/api/auth/profile', { companyName: 'Analytical Engines' }],
    ['GET', '/api/keys', undefined],
    ['GET', '/api/billing/credits', undefined],
    ['GET', '/api/payments/subscription', undefined],
    ['GET', '/api/payments/plans', undefined],
    ['GET', '/api/workflows', undefined],
    ['POST', '/api/workflows/generate', { description: 'Every Monday at 9 send me an email' }],
    ['POST', '/api/payments/create-one-time-payment', { credits: 25 }],
    ['POST', '/api/auth/logout', undefined],
  ])('%s %s', async (method, path, body) => {
    const { status } = await call(tokenOf('everywhere'), method, path, body);
    expect(status).toBe(200);
  });

  test('and asks of the plan what it asks of everybody', async () => {
    expect(await call(tokenOf('everywhere'), 'POST', '/api/keys', { name: 'Laptop' })).toMatchObject({
      status: 403,
      json: { code: 'plan_required' },
    });
  });
});

describe('the first call', () => {
  test('makes an account with what the issuer vouches for, and no more', async () => {
    const claims = {
      email: 'Ada@corp.test',
      email_verified: true,
      given_name: ' Ada ',
      family_name: 'Lovelace',
      picture: 'https://chat.example/ada.png',
      isAdmin: true,
      admin: true,
      role: 'admin',
      scope: 'admin',
    };
    const { status, json } = await me(tokenOf('ada', claims));
    expect(status).toBe(200);
    expect(json).toEqual({
      id: expect.stringMatching(/^usr_/),
      email: 'Ada@corp.test',
      firstName: 'Ada',
      lastName: 'Lovelace',
      profileImageUrl: 'https://chat.example/ada.png',
      companyName: null,
      industry: null,
      role: null,
      usagePurpose: null,
      isAdmin: false,
      createdAt: '2031-01-01T00:00:00.000Z',
      updatedAt: '2031-01-01T00:00:00.000Z',
    });
  });

  test.each([
    ['none', {}],
    ['one that is not verified', { email: 'unproved@corp.test' }],
    ['one that is verified only in words', { email: 'unproved@corp.test', email_verified: 'true' }],
    ['one that is no address', { email: 'nobody', email_verified: true }],
  ])('makes an account without an address of %s', async (name, claims) => {
    expect(await me(tokenOf(`without ${name}`, claims))).toMatchObject({
      status: 200,
      json: { email: null },
    });
  });

  test('of twenty at once makes one account', async () => {
    const token = tokenOf('crowd', { email: 'crowd@corp.test', email_verified: true });
    const answers = await Promise.all(Array.from({ length: 20 }, () => me(token)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(new Set(answers.map(({ json }) => json.id)).size).toBe(1);
  });

  test("never joins another's account by its address, and says what to do", async () => {
    await product.account('victim@corp.test');
    const refused = await me(tokenOf('thief', { email: 'Victim@corp.test', email_verified: true }));
    expect(refused).toMatchObject({
      status: 403,
      json: {
        code: 'account_exists',
        detail:
          'There is already an account with your email address; sign in to Cue as you did when you made it',
      },
    });
  });

  test('is the last that writes anything about the person', async () => {
    const token = tokenOf('quiet', { given_name: 'Quiet' });
    await me(token);
    const before = await everything();
    await me(token);
    await call(token, 'GET', '/api/billing/credits');
    await me(tokenOf('quiet', { given_name: 'Other', email: 'quiet@corp.test', email_verified: true }));
    expect(await everything()).toEqual(before);
  });

  test('is of another person for each subject', async () => {
    const [one, other] = await Promise.all([me(tokenOf('a')), me(tokenOf('b'))]);
    expect(one.json.id).not.toBe(other.json.id);
  });
});

describe('a token is not good', () => {
  const ago = (seconds: number) => Math.floor(realClock.now().getTime() / 1_000) - seconds;

  test.each<[name: string, token: () => string]>([
    ['without a signature', () => tokenOf('mallory', {}, { alg: 'none' })],
    ['signed with the public key as a secret', () => tokenOf('mallory', {}, { alg: 'HS256' })],
    ['signed by a stranger under the name of a good key', () => tokenOf('mallory', {}, { byStranger: true })],
    [
      'that brings a key of its own',
      () =>
        tokenOf(
          'mallory',
          {},
          {
            byStranger: true,
            header: { kid: undefined, jwk: { kty: 'RSA', n: 'x', e: 'AQAB' }, jku: `${issuer.issuer}/jwks` },
          },
        ),
    ],
    ['whose key is a path', () => tokenOf('mallory', {}, { header: { kid: '../../../../dev/null' } })],
    ['whose key nobody knows', () => tokenOf('mallory', {}, { header: { kid: 'key-0' } })],
    [
      'with a header that must be understood',
      () => tokenOf('mallory', {}, { header: { crit: ['x'], x: 1 } }),
    ],
    ['for another audience', () => tokenOf('mallory', { aud: 'someone-else' })],
    ['for no audience', () => tokenOf('mallory', { aud: undefined })],
    ['of an issuer that nobody configured', () => tokenOf('mallory', { iss: 'https://evil.example' })],
    ['of no issuer', () => tokenOf('mallory', { iss: undefined })],
    ['that ended more than a minute ago', () => tokenOf('mallory', { exp: ago(62) })],
    ['without an end', () => tokenOf('mallory', { exp: undefined })],
    ['that begins in more than a minute', () => tokenOf('mallory', { nbf: ago(-120) })],
    ['of nobody', () => issuer.token({})],
    ['of an empty subject', () => tokenOf('')],
    ['of a subject that is no text', () => tokenOf('mallory', { sub: 42 })],
    ['of a subject that is too long', () => tokenOf('m'.repeat(256))],
    ['that is huge', () => tokenOf('mallory', { padding: 'x'.repeat(7_000) })],
    ['that is cut off', () => tokenOf('mallory').slice(0, -10)],
    ['that is three words', () => 'not.a.token'],
    ['that is two words', () => 'not.token'],
    ['that is nothing', () => ''],
  ])('%s', async (_, token) => {
    expect(await me(token())).toMatchObject(unauthorized);
    expect(JSON.stringify(await everything())).not.toContain('mallory');
  });

  test('on routes that would take anybody', async () => {
    const bad = tokenOf('mallory', { aud: 'someone-else' });
    expect(await call(bad, 'GET', '/api/payments/plans')).toMatchObject(unauthorized);
    const body = { description: 'Every Monday at 9 send me an email' };
    expect(await call(bad, 'POST', '/api/workflows/generate', body)).toMatchObject(unauthorized);
  });

  test('where an account is gone', async () => {
    const token = tokenOf('gone');
    const { json } = await me(token);
    await tableOf().remove({ Key: keys.user(json.id) });
    expect(await me(token)).toMatchObject(unauthorized);
  });

  test('from before its account was deleted; one that is made later makes a new account', async () => {
    const token = tokenOf('leaving', { email: 'leaving@corp.test', email_verified: true });
    const { json } = await me(token);
    const body = { confirm: 'leaving@corp.test' };
    expect((await call(token, 'DELETE', '/api/account', body)).status).toBe(202);
    expect(await me(token)).toMatchObject(unauthorized);
    expect(await me(tokenOf('leaving', { iat: undefined }))).toMatchObject(unauthorized);
    expect(JSON.stringify(await everything())).not.toContain('leaving');
    pass(1);
    const again = await me(tokenOf('leaving', { iat: Math.floor(realClock.now().getTime() / 1_000) + 1 }));
    expect(again).toMatchObject({ status: 200, json: { email: null } });
    expect(again.json.id).not.toBe(json.id);
  });

  test('but clocks may differ by a minute', async () => {
    expect(await me(tokenOf('late', { exp: ago(50) }))).toMatchObject({ status: 200 });
    expect(await me(tokenOf('early', { nbf: ago(-50) }))).toMatchObject({ status: 200 });
  });
});

describe('beside a cookie', () => {
  test('of the same person it is good, of anybody else it is not', async () => {
    const token = tokenOf('both');
    const { json } = await me(token);
    const session = await startSession(
      { table: tableOf(), outside: { ...patientOutside, realClock } },
      json.id,
      '',
    );
    const own = sessionCookieFor(session, 60).split(';')[0];
    expect(await me(token, own)).toMatchObject({ status: 200, json: { id: json.id } });
    const other = (await product.account('other@corp.test')).cookies.header();
    expect(await me(token, other)).toMatchObject(unauthorized);
    expect(await me(tokenOf('nobody-yet'), other)).toMatchObject(unauthorized);
    expect(JSON.stringify(await everything())).not.toContain('nobody-yet');
  });

  test('that is good a bad token is still bad', async () => {
    const cookie = (await product.account('good@corp.test')).cookies.header();
    expect(await me(tokenOf('x', { aud: 'someone-else' }), cookie)).toMatchObject(unauthorized);
  });
});

describe("the issuer's keys", () => {
  const reads = () => issuer.asked.filter((path) => path === '/jwks').length;

  test('are kept, and read again once for an unknown key, however many ask for it', async () => {
    pass(31);
    await me(tokenOf('rotating'));
    const before = reads();
    const unknown = tokenOf('rotating', {}, { header: { kid: 'key-0' } });
    await Promise.all(Array.from({ length: 20 }, () => me(unknown)));
    expect(reads() - before).toBe(1);
    await Promise.all(Array.from({ length: 20 }, () => me(unknown)));
    expect(reads() - before).toBe(1);
  });

  test('are followed when they are rotated, and the old one is good no longer', async () => {
    pass(31);
    const old = tokenOf('rotating');
    issuer.rotate();
    expect(await me(tokenOf('rotating'))).toMatchObject({ status: 200 });
    expect(await me(old)).toMatchObject(unauthorized);
  });

  test.each([500, 302, 404])(
    'are not had from an issuer that answers %i: 503 until it is well',
    async (status) => {
      pass(601);
      issuer.answerWith(status);
      const before = issuer.asked.length;
      for (let tries = 0; tries < 5; tries += 1)
        expect(await me(tokenOf('patient'))).toMatchObject({
          status: 503,
          json: {
            code: 'dependency_unavailable',
            detail: 'The issuer of your token cannot be reached; please try again',
          },
        });
      expect(issuer.asked.length - before).toBe(1);
      issuer.answerWith(200);
      pass(6);
      expect(await me(tokenOf('patient'))).toMatchObject({ status: 200 });
    },
  );
});
