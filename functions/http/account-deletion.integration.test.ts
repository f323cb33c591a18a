import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { tableScan } from '../../infra/testing/table-scan.ts';
import {
  startWorkflowWorld,
  type WorkflowPerson,
  type WorkflowWorld,
} from '../../infra/testing/workflow-world.ts';
import { ledgerAudit } from '../../lib/credits/verify-ledger.ts';
import { keys } from '../../lib/platform/keys.ts';
import { signUp } from '../../lib/users/sign-up.ts';
import { createHandler as eraseAccounts } from '../schedules/erase-accounts.ts';

let world: WorkflowWorld;
let scan: ReturnType<typeof tableScan>;
beforeAll(async () => {
  world = await startWorkflowWorld();
  scan = tableScan(world.outside.environment);
});
afterAll(() => world.close());

const unauthorized = { status: 401, json: { code: 'not_authenticated' } };
const emailOf = async ({ userId }: WorkflowPerson) =>
  String((await world.table.get(keys.user(userId)))?.email);
const remove = async (someone: WorkflowPerson, confirm?: string) =>
  someone.send('DELETE', '/api/account', { body: { confirm: confirm ?? (await emailOf(someone)) } });
const run = () => eraseAccounts(world.outside)({});
const bearer = (secret: string) => ({ headers: { authorization: `Bearer ${secret}` } });

async function rowsLeft({ userId }: WorkflowPerson): Promise<string[]> {
  const rows = (await scan.all()).filter(
    ({ pk, userId: of }) => String(pk).includes(userId) || of === userId,
  );
  return rows.map(({ sk }) => String(sk).split('#')[0] ?? '').sort();
}

async function ledgerDifferences() {
  const audit = ledgerAudit();
  for (const item of await scan.all()) audit.add(item);
  return audit.result().differences;
}

describe('deleting an account', () => {
  const refused: [name: string, body: object, status: number, code: string][] = [
    ['nothing typed', {}, 400, 'missing_field'],
    ['a number typed', { confirm: 7 }, 422, 'invalid_field'],
    ['an empty text typed', { confirm: '' }, 422, 'invalid_field'],
    ["somebody else's address typed", { confirm: 'other@example.com' }, 422, 'invalid_field'],
  ];
  test.each(refused)('with %s is refused, and changes nothing', async (_, body, status, code) => {
    const someone = await world.personWith(5);
    expect(await someone.send('DELETE', '/api/account', { body })).toMatchObject({ status, json: { code } });
    expect((await someone.send('GET', '/api/auth/user')).status).toBe(200);
  });

  test('is for people only: neither from another site nor by API key', async () => {
    const someone = await world.personWith(0, 'PRO');
    const { secret } = (await someone.send('POST', '/api/keys', { body: { name: 'Laptop' } })).json;
    const body = { confirm: await emailOf(someone) };
    expect(await world.call('DELETE', '/api/account', { ...bearer(secret), body })).toMatchObject({
      status: 403,
      json: { code: 'scope_required' },
    });
    const elsewhere = { body, cookies: someone.cookies, headers: { origin: 'https://evil.example' } };
    expect(await world.call('DELETE', '/api/account', elsewhere)).toMatchObject({
      status: 403,
      json: { code: 'cross_site_write' },
    });
    expect((await someone.send('GET', '/api/auth/user')).status).toBe(200);
  });

  test('answers 202 and clears the cookie; from then on no session, key or widget finds anybody', async () => {
    const someone = await world.personWith(20, 'PRO');
    const { secret } = (await someone.send('POST', '/api/keys', { body: { name: 'Laptop' } })).json;
    const widget = {
      userId: someone.userId,
      publishableKey: 'wpk_test',
      enabled: true,
      title: 'Welcome',
      greeting: 'Hello',
      accentColor: '#0f7b54',
      position: 'right',
      allowedOrigins: [],
    };
    await world.table.put({ Item: { ...keys.widget(someone.userId), ...widget } });
    await world.table.put({ Item: { ...keys.publishableKey('wpk_test'), userId: someone.userId } });
    expect((await world.call('GET', '/api/widget/config?key=wpk_test')).status).toBe(200);
    expect((await world.call('GET', '/api/billing/credits', bearer(secret))).status).toBe(200);

    const answer = await remove(someone, (await emailOf(someone)).toUpperCase());
    expect(answer.status).toBe(202);
    expect(answer.cookies).toEqual([expect.stringMatching(/^__Host-cue_session=; .*Max-Age=0$/)]);
    expect(await someone.send('GET', '/api/auth/user')).toMatchObject(unauthorized);
    expect(await someone.send('GET', '/api/account/export')).toMatchObject(unauthorized);
    expect(await world.call('GET', '/api/billing/credits', bearer(secret))).toMatchObject(unauthorized);
    const spend = { ...bearer(secret), body: { credits: 1, reason: 'Late' } };
    expect(await world.call('POST', '/api/billing/spend', spend)).toMatchObject(unauthorized);
    expect((await world.call('GET', '/api/widget/config?key=wpk_test')).status).toBe(404);
  });

  test('leaves what money did, by nobody, and nothing else', async () => {
    const someone = await world.personWith(20, 'PRO');
    const email = await emailOf(someone);
    await someone.send('PUT', '/api/auth/profile', {
      body: { firstName: 'Wilhelmina', companyName: 'Kraut & Co' },
    });
    await someone.send('POST', '/api/keys', { body: { name: 'Laptop' } });
    await someone.send('POST', '/api/workflows', { body: { name: 'Wilhelmina first', description: 'd' } });
    const sentence = 'When a form is sent, mail Wilhelmina';
    const generate = {
      body: { description: sentence, language: 'python' },
      headers: { 'idempotency-key': 'g' },
    };
    expect((await someone.send('POST', '/api/workflows/generate', generate)).status).toBe(200);
    const spend = { body: { credits: 1, reason: 'Chat with Wilhelmina' } };
    expect((await someone.send('POST', '/api/billing/spend', spend)).status).toBe(200);
    const hold = { body: { credits: 4, reason: 'For Wilhelmina' } };
    expect((await someone.send('POST', '/api/billing/holds', hold)).status).toBe(200);

    expect((await remove(someone)).status).toBe(202);
    expect(await rowsLeft(someone)).toEqual(['BALANCE', 'ERASURE', 'LEDGER', 'LEDGER', 'LEDGER']);
    const left = JSON.stringify(await scan.all());
    for (const word of [email, 'Wilhelmina', 'Kraut']) expect(left).not.toContain(word);
    expect(await ledgerDifferences()).toEqual([]);
    const { available, held } = (await world.table.get(keys.balance(someone.userId))) ?? {};
    expect({ available, held }).toEqual({ available: 18, held: 0 });
  });

  test('twice at once is once', async () => {
    const someone = await world.personWith(3);
    const confirm = await emailOf(someone);
    const answers = await Promise.all(Array.from({ length: 5 }, () => remove(someone, confirm)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]));
    expect(await rowsLeft(someone)).toEqual(['BALANCE', 'ERASURE', 'LEDGER']);
  });

  test('while the profile is being saved loses nothing of it behind', async () => {
    const someone = await world.personWith(3);
    const confirm = await emailOf(someone);
    const saves = Array.from({ length: 8 }, (_, i) =>
      someone.send('PUT', '/api/auth/profile', { body: { firstName: `Name ${i}` } }),
    );
    const [deleted] = await Promise.all([remove(someone, confirm), ...saves]);
    expect(deleted.status).toBe(202);
    expect(await world.table.get(keys.user(someone.userId))).toBeUndefined();
  });

  test('lets the same identity and address begin anew, as somebody else', async () => {
    const identity = {
      provider: 'github',
      subject: 'https://issuer.example:9000/42',
      email: 'again@example.com',
      emailAuthority: true,
      firstName: 'Again',
      lastName: null,
      profileImageUrl: null,
    } as const;
    const before = await signUp(world, identity);
    if (before.outcome !== 'signedIn') throw new Error('No account');
    const someone = await world.sessionOf(before.userId);
    expect((await someone.call('DELETE', '/api/account', { confirm: 'again@example.com' })).status).toBe(202);
    const after = await signUp(world, identity);
    expect(after).toMatchObject({ outcome: 'signedIn' });
    expect(after).not.toEqual(before);
  });
});

describe('the hourly run', () => {
  test('finishes half an hour later, when nothing is in flight any more, and removes what came in between', async () => {
    const someone = await world.personWith(3);
    expect((await remove(someone)).status).toBe(202);
    // A request that had begun before: its workflow comes after the sweep.
    const late = { ...keys.workflow(someone.userId, 'wf_late'), name: 'Late', userId: someone.userId };
    await world.table.put({ Item: late });
    world.advanceSeconds(1_799);
    expect((await run()).erased).toBe(0);
    world.advanceSeconds(1);
    await world.table.put({ Item: late });
    expect((await run()).open).toBe(0);
    expect(await rowsLeft(someone)).toEqual(['BALANCE', 'ERASURE', 'LEDGER']);
    expect(await run()).toEqual({ erased: 0, open: 0 });
    expect(await world.table.get(keys.erasure(someone.userId))).toEqual({
      ...keys.erasure(someone.userId),
      userId: someone.userId,
      requestedAt: expect.any(String),
      erasedAt: expect.any(String),
      customerIds: [],
      ownPartitions: [],
    });
  });

  test('removes also what nobody thought of', async () => {
    const someone = await world.personWith(0);
    await world.table.put({ Item: { pk: keys.user(someone.userId).pk, sk: 'NEW_KIND#1', secret: 'x' } });
    expect((await remove(someone)).status).toBe(202);
    expect(await rowsLeft(someone)).toEqual(['ERASURE']);
  });
});
