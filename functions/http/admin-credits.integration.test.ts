import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type AdminProduct, type KnownPerson, startAdminProduct } from '../../infra/testing/admin-product.ts';

let world: AdminProduct;
beforeAll(async () => {
  world = await startAdminProduct();
}, 60_000);
afterAll(() => world.product.close());

type Body = Record<string, unknown>;

const adjust = (someone: { userId: string }, body: object, headers: Record<string, string> = {}) =>
  world.admin.call<Body & { entry: Body; balance: Body }>(
    'POST',
    `/api/admin/users/${someone.userId}/credits`,
    { body, headers },
  );
const ledgerOf = async (someone: KnownPerson) =>
  (await someone.call<{ entries: Body[] }>('GET', '/api/billing/ledger')).json.entries;
const trail = async () =>
  (await world.admin.call<{ entries: Body[] }>('GET', '/api/admin/audit')).json.entries;
const reason = 'For the trouble of last week';

describe('a grant', () => {
  test('is in the balance, in the statement with its reason, and in the trail with who did it', async () => {
    const ada = await world.person('ada@example.com');
    const { status, json } = await adjust(ada, { credits: 25, reason });
    expect(status).toBe(200);
    expect(json).toEqual({
      balance: { balance: 25, available: 25, held: 0 },
      entry: {
        id: expect.stringMatching(/^admin:adm_/),
        type: 'Grant',
        credits_delta: 25,
        notes: reason,
        source: { kind: 'admin', id: expect.stringMatching(/^adm_/), event_id: null },
        created_at: expect.any(String),
        by: world.admin.userId,
      },
    });
    const [entry] = await ledgerOf(ada);
    expect(entry).toMatchObject({ type: 'Grant', credits_delta: 25, balance_after: 25, notes: reason });
    expect(JSON.stringify(entry)).not.toContain(world.admin.userId);
    const [act] = await trail();
    expect(act).toEqual({
      id: json.entry.id && String(json.entry.id).slice('admin:'.length),
      at: json.entry.created_at,
      who: world.admin.userId,
      whoEmail: 'admin@example.com',
      act: 'grantCredits',
      userId: ada.userId,
      eventId: null,
      credits: 25,
      events: null,
      reason,
      requestId: expect.any(String),
    });
  });

  test('happens once for one Idempotency-Key, also when it is asked for at once', async () => {
    const grace = await world.person('grace@example.com');
    const asked = () => adjust(grace, { credits: 10, reason }, { 'idempotency-key': 'once' });
    const answers = [...(await Promise.all([asked(), asked(), asked()])), await asked()];
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(new Set(answers.map(({ json }) => json.entry.id)).size).toBe(1);
    expect(await world.balanceOf(grace)).toBe(10);
    expect((await trail()).filter(({ userId }) => userId === grace.userId)).toHaveLength(1);
    const other = await adjust(grace, { credits: 11, reason }, { 'idempotency-key': 'once' });
    expect([other.status, other.json.code]).toEqual([409, 'idempotency_conflict']);
    expect(await world.balanceOf(grace)).toBe(10);
  });
});

describe('a claw-back', () => {
  test('takes what is available and not a credit more; a refusal leaves no trace', async () => {
    const alan = await world.person('alan@example.com');
    await adjust(alan, { credits: 10, reason });
    await alan.call('POST', '/api/billing/holds', { body: { credits: 4, reason: 'Something' } });
    const refused = await adjust(alan, { credits: -7, reason });
    expect(refused).toMatchObject({
      status: 409,
      json: {
        code: 'not_enough_available',
        detail: 'Only 6 of 7 credits are available to claw back',
      },
    });
    expect((await trail()).filter(({ userId }) => userId === alan.userId)).toHaveLength(1);
    const { json } = await adjust(alan, { credits: -6, reason });
    expect(json).toMatchObject({
      balance: { balance: 4, available: 0, held: 4 },
      entry: { type: 'Refund', credits_delta: -6 },
    });
    const [act] = await trail();
    expect(act).toMatchObject({ act: 'clawBackCredits', credits: -6, userId: alan.userId });
  });

  test('never takes the same credits twice', async () => {
    const edsger = await world.person('edsger@example.com');
    await adjust(edsger, { credits: 10, reason });
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => adjust(edsger, { credits: -4, reason })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 409, 409, 409]);
    expect(await world.balanceOf(edsger)).toBe(2);
  });
});

const wrong: [name: string, body: object, status: number][] = [
  ['no reason', { credits: 5 }, 400],
  ['an empty reason', { credits: 5, reason: '  ' }, 422],
  ['a reason of 201 characters', { credits: 5, reason: 'x'.repeat(201) }, 422],
  ['no credits', { reason }, 400],
  ['nothing', { credits: 0, reason }, 422],
  ['a fraction', { credits: 1.5, reason }, 422],
  ['a text', { credits: '5', reason }, 422],
  ['too many', { credits: 1_000_001, reason }, 422],
  ['too many taken', { credits: -1_000_001, reason }, 422],
];
test.each(wrong)('%s is refused', async (_, body, status) => {
  expect((await adjust(world.admin, body)).status).toBe(status);
  expect(await world.balanceOf(world.admin)).toBe(0);
});

test('nobody is granted anything who is not there', async () => {
  const nobody = { userId: 'usr_01K9XJ8Z0000000000000000ZZ' };
  expect(await adjust(nobody, { credits: 5, reason })).toMatchObject({
    status: 404,
    json: { detail: 'User not found' },
  });
  expect(await adjust({ userId: 'ada' }, { credits: 5, reason })).toMatchObject({ status: 404 });
});

test('every balance is the sum of its entries after all that', async () => {
  expect((await world.product.audit()).differences).toEqual([]);
});
