import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { patientOutside } from '../../infra/local/patient-outside.ts';
import { type Person, type Product, startProduct } from '../../infra/testing/product.ts';
import type { Route } from '../../lib/contract/route.ts';
import { routes } from '../../lib/contract/routes.ts';

let product: Product;
let owner: Person;
let other: Person;
let nowMs = Date.now();

beforeAll(async () => {
  product = await startProduct({
    outsideFor: (_, environment) => ({
      ...patientOutside,
      environment,
      realClock: { now: () => new Date(nowMs) },
    }),
  });
  owner = await product.signedIn('ada@example.com');
  other = await product.signedIn('grace@example.com');
  await product.buy(owner, 25);
  await product.settled();
}, 60_000);
afterAll(() => product.close());

const bodies: Record<string, object> = {
  deleteAccount: { confirm: 'nobody@example.com' },
  updateProfile: { role: 'Engineer' },
  updatePreferences: { theme: 'dark' },
  createOneTimePayment: { credits: 25 },
  spendCredits: { credits: 1, reason: 'Generate a workflow' },
  holdCredits: { credits: 1, reason: 'Generate a workflow' },
  settleHold: { credits: 1 },
  createWorkflow: { name: 'Receipts', description: '' },
  updateWorkflow: { name: 'Receipts' },
  createKey: { name: 'Laptop' },
  updateWidget: { title: 'Hello' },
  putCredential: { secretKey: 'sk_test_of_a_shop' },
  validateCredential: { secretKey: 'sk_test_of_a_shop' },
  createCheckoutSession: { tier: 'CORE' },
  createSubscription: { tier: 'CORE' },
  changePlan: { tier: 'PRO' },
};
/** What a person is told who has no key, no widget, no plan, no hold and no workflow; 200 unless said. */
const statuses: Record<string, number> = {
  endSession: 404,
  // There is no other.
  unlinkIdentity: 409,
  // Not with another address than their own.
  deleteAccount: 422,
  createKey: 403,
  revokeKey: 404,
  revealKey: 404,
  rollKey: 404,
  getWidget: 404,
  updateWidget: 404,
  // What createSubscription has begun is not confirmed: nothing is subscribed yet.
  changePlan: 404,
  resumeSubscription: 404,
  settleHold: 404,
  releaseHold: 404,
  createWorkflow: 201,
  getWorkflow: 404,
  updateWorkflow: 404,
  deleteWorkflow: 404,
  exportWorkflow: 404,
};
const forUsers = Object.entries<Route>(routes).filter(([, route]) => route.caller === 'user');
const call = (someone: Person, id: string, { method, path }: Route, headers: Record<string, string> = {}) =>
  someone.call(
    method,
    path
      .replace('{id}', 'key_abcdefgh')
      .replace('{provider}', 'google')
      .replace('{service}', 'stripe')
      .replace('{name}', 'shop'),
    { ...(bodies[id] ? { body: bodies[id] } : {}), headers },
  );
const withCookie = (cookie: string): Person => {
  const stranger = product.newPerson();
  return {
    ...stranger,
    call: (method, path, options) =>
      stranger.call(method, path, { ...options, headers: { ...options?.headers, cookie } }),
  };
};

test('the routes that know their caller are these', () => {
  expect(forUsers.map(([id]) => id)).toEqual([
    'linkIdentity',
    'getUser',
    'updateProfile',
    'listSessions',
    'endSession',
    'endOtherSessions',
    'listIdentities',
    'unlinkIdentity',
    'getPreferences',
    'updatePreferences',
    'exportAccount',
    'deleteAccount',
    'listKeys',
    'createKey',
    'revokeKey',
    'revealKey',
    'rollKey',
    'getWidget',
    'updateWidget',
    'getReferrals',
    'listCredentials',
    'putCredential',
    'deleteCredential',
    'validateCredential',
    'createOneTimePayment',
    'createCheckoutSession',
    'createSubscription',
    'changePlan',
    'cancelSubscription',
    'resumeSubscription',
    'openPortal',
    'getSubscriptionStatus',
    'getSubscription',
    'listInvoices',
    'getCredits',
    'getBalance',
    'listLedger',
    'spendCredits',
    'holdCredits',
    'settleHold',
    'releaseHold',
    'getUsage',
    'listPayments',
    'listWorkflows',
    'createWorkflow',
    'getWorkflow',
    'updateWorkflow',
    'deleteWorkflow',
    'exportWorkflow',
  ]);
});

describe.each(forUsers)('%s', (id, route) => {
  test('answers its owner, and is never cached', async () => {
    const answer = await call(owner, id, route);
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([statuses[id] ?? 200, 'no-store']);
  });

  const refused = { status: 401, json: { code: 'not_authenticated', detail: 'Not authenticated' } };
  test('refuses anonymous callers', async () => {
    expect(await call(product.newPerson(), id, route)).toMatchObject(refused);
  });

  test('refuses a key or token that is none, also beside a good cookie', async () => {
    for (const authorization of ['Bearer cue_dev_none', 'Bearer none', 'Bearer not.a.token'])
      expect(await call(owner, id, route, { authorization })).toMatchObject(refused);
  });

  test('refuses forged cookies', async () => {
    const cookie = owner.cookies.header();
    const [, userId = '', token = ''] = /__Host-cue_session=(usr_\w+)\.([\w-]+)/.exec(cookie) ?? [];
    const [, otherId = ''] = /__Host-cue_session=(usr_\w+)\./.exec(other.cookies.header()) ?? [];
    const flipped = (token.startsWith('A') ? 'B' : 'A') + token.slice(1);
    const forged = [
      `__Host-cue_session=${userId}.${flipped}`,
      `__Host-cue_session=${otherId}.${token}`,
      `__Host-cue_session=${userId}`,
      `__Host-cue_session=USER#${userId}.${token}`,
      `__Host-cue_session=${'x'.repeat(8_000)}`,
      `__Host-cue_session=${userId}.${token}; __Host-cue_session=${userId}.${token}`,
    ];
    for (const value of forged) expect(await call(withCookie(value), id, route)).toMatchObject(refused);
  });
});

test("another person sees nothing of the owner's", async () => {
  const ledger = await other.call('GET', '/api/billing/ledger');
  const payments = await other.call('GET', '/api/billing/payments');
  const credits = await other.call('GET', '/api/billing/credits');
  expect([ledger.json.entries, credits.json.balance]).toEqual([[], 0]);
  const seen = JSON.stringify([
    ledger.json,
    payments.json,
    credits.json,
    (await other.call('GET', '/api/auth/user')).json,
  ]);
  expect(seen).not.toContain('ada@example.com');
  expect(seen).not.toContain('paid');
});

test("a cursor of the owner's is of no use to another person, nor for another list", async () => {
  await product.buy(owner, 30);
  await product.settled();
  const page = await owner.call<{ next_cursor: string }>('GET', '/api/billing/ledger?limit=1');
  const cursor = page.json.next_cursor;
  expect((await owner.call('GET', `/api/billing/ledger?limit=1&cursor=${cursor}`)).json.entries).toHaveLength(
    1,
  );
  for (const [someone, path] of [
    [other, 'ledger'],
    [owner, 'payments'],
  ] as const) {
    expect(await someone.call('GET', `/api/billing/${path}?cursor=${cursor}`)).toMatchObject({
      status: 400,
      json: { code: 'invalid_cursor' },
    });
  }
  for (const forged of ['x', '', cursor.slice(0, -2), Buffer.from('{"pk":"USER#a"}').toString('base64url')]) {
    expect((await owner.call('GET', `/api/billing/ledger?cursor=${forged}`)).status).toBe(400);
  }
}, 30_000);

test('limits outside the contract are refused, and more than 100 counts as 100', async () => {
  const statuses = await Promise.all(
    ['0', '-1', '1.5', 'x', '1000000', '100'].map(
      async (limit) => (await owner.call('GET', `/api/billing/ledger?limit=${limit}`)).status,
    ),
  );
  expect(statuses).toEqual([400, 422, 422, 422, 200, 200]);
});

describe('writes by cookie', () => {
  const origins: [name: string, origin: string][] = [
    ['another site', 'https://evil.test'],
    ['no site', 'null'],
    ['a look-alike', 'http://localhost:5000.evil.test'],
    ['none', ''],
  ];
  test.each(origins)('from %s are refused, and change nothing', async (_, origin) => {
    const answer = await owner.call('PUT', '/api/auth/profile', {
      body: { role: 'Changed' },
      headers: { origin },
    });
    expect(answer).toMatchObject({ status: 403, json: { code: 'cross_site_write' } });
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
    expect((await owner.call('GET', '/api/auth/user')).json.role).not.toBe('Changed');
  });

  test('CORS answers our own site exactly, with credentials', async () => {
    const { headers } = await owner.call('GET', '/api/billing/credits');
    expect(headers.get('access-control-allow-origin')).toBe('http://localhost:5000');
    expect(headers.get('access-control-allow-credentials')).toBe('true');
  });
});

describe('a session ends', () => {
  const ended = { status: 401, json: { detail: 'Not authenticated' } };
  test('at sign-out, at the server', async () => {
    const leaving = await product.signedIn('alan@example.com');
    const cookie = leaving.cookies.header();
    const answer = await leaving.call('POST', '/api/auth/logout');
    expect(answer.json).toEqual({ message: 'Logged out successfully' });
    expect(answer.headers.getSetCookie()[0]).toMatch(
      /^__Host-cue_session=; Path=\/; Secure; HttpOnly; SameSite=Lax; Max-Age=0$/,
    );
    expect(await withCookie(cookie).call('GET', '/api/auth/user')).toMatchObject(ended);
  });

  test('after seven days unseen, and after thirty days in any case, with its row still there', async () => {
    const day = 86_400_000;
    const idle = await product.signedIn('edsger@example.com');
    const busy = await product.signedIn('donald@example.com');
    const startedMs = nowMs;
    for (let days = 6; days <= 24; days += 6) {
      nowMs = startedMs + days * day;
      expect((await busy.call('GET', '/api/auth/user')).status).toBe(200);
    }
    const answer = await idle.call('GET', '/api/auth/user');
    expect(answer).toMatchObject(ended);
    expect(answer.headers.getSetCookie()[0]).toMatch(/Max-Age=0/);
    nowMs = startedMs + 30 * day;
    expect(await busy.call('GET', '/api/auth/user')).toMatchObject(ended);
    nowMs = startedMs;
  });
});

describe('the profile', () => {
  test('takes only its own fields, as they are meant', async () => {
    const answer = await other.call('PUT', '/api/auth/profile', {
      body: {
        firstName: ' Grace ',
        companyName: 'Eckert–Mauchly',
        isAdmin: true,
        userId: 'usr_x',
        email: 'x@evil.test',
        credits: 9,
      },
    });
    expect(answer.json).toMatchObject({
      firstName: 'Grace',
      companyName: 'Eckert–Mauchly',
      isAdmin: false,
      email: 'grace@example.com',
    });
    expect(
      (await other.call('PUT', '/api/auth/profile', { body: { companyName: null } })).json.companyName,
    ).toBeNull();
  });

  test('says in words what is wrong, and where', async () => {
    const body = { firstName: 7, companyName: 'x'.repeat(201), profileImageUrl: 'http://x.test' };
    expect((await other.call('PUT', '/api/auth/profile', { body })).json.errors).toEqual([
      { path: 'firstName', message: 'Must be text' },
      { path: 'companyName', message: 'Must be at most 200 characters' },
      { path: 'profileImageUrl', message: 'Must be an https address of at most 2048 characters' },
    ]);
  });

  test('takes names and words as people write them', async () => {
    const body = {
      firstName: 'می\u200cخواهم',
      lastName: '👩\u200d💻',
      usagePurpose: 'Invoices\nand reports',
      profileImageUrl: '',
    };
    const { status, json } = await other.call('PUT', '/api/auth/profile', { body });
    expect([status, json]).toMatchObject([200, { ...body, profileImageUrl: null }]);
    await other.call('PUT', '/api/auth/profile', { body: { firstName: 'Grace', lastName: 'Hopper' } });
  });

  const wrong: [name: string, body: object, status: number][] = [
    ['nothing to update', {}, 400],
    ['only unknown fields', { isAdmin: true }, 400],
    ['a number for a name', { firstName: 7 }, 422],
    ['a name of 101 characters', { firstName: 'x'.repeat(101) }, 422],
    ['a line end in a name', { firstName: 'Ada\nBcc: x' }, 422],
    ['a text that turns round', { firstName: 'Ada\u202egpj' }, 422],
    ['a picture by http', { profileImageUrl: 'http://x.test/a.png' }, 422],
    ['a script for a picture', { profileImageUrl: 'javascript:alert(1)' }, 422],
  ];
  test.each(wrong)('refuses %s', async (_, body, status) => {
    expect((await other.call('PUT', '/api/auth/profile', { body })).status).toBe(status);
  });

  test('signing in again fills blanks only, and never overwrites', async () => {
    await other.call('PUT', '/api/auth/profile', { body: { firstName: 'Amazing' } });
    const again = await product.signedIn('grace@example.com');
    expect((await again.call('GET', '/api/auth/user')).json).toMatchObject({
      firstName: 'Amazing',
      lastName: 'Hopper',
    });
  });
});
