import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Person, type Product, startProduct } from '../../infra/testing/product.ts';

let product: Product;
beforeAll(async () => {
  product = await startProduct();
});
afterAll(() => product.close());

const spend = (someone: Person, body: unknown, headers: Record<string, string> = {}) =>
  someone.call('POST', '/api/billing/spend', { body, headers });
const balanceOf = async (someone: Person) => (await someone.call('GET', '/api/billing/credits')).json;
const entriesOf = async (someone: Person) =>
  (await someone.call<{ entries: Record<string, unknown>[] }>('GET', '/api/billing/ledger')).json.entries;

async function personWith(credits: number, email: string): Promise<Person> {
  const someone = await product.account(email);
  await product.buy(someone, credits);
  await product.settled();
  return someone;
}

test('a spend lowers the balance and stands in the ledger with its reason', async () => {
  const ada = await personWith(25, 'ada.spends@example.com');
  const answer = await spend(ada, { credits: 3, reason: ' Export a workflow ' });
  const entry = {
    id: expect.stringMatching(/^spend:spd_[0-9A-Z]{26}$/),
    type: 'Spend',
    credits_delta: -3,
    notes: 'Export a workflow',
    source: { kind: 'spend', id: expect.stringMatching(/^spd_/), event_id: null },
    created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
  };
  expect(answer).toMatchObject({ status: 200, json: { balance: 22, available: 22, entry } });
  expect(await balanceOf(ada)).toMatchObject({ balance: 22, available: 22 });
  expect((await entriesOf(ada))[0]).toEqual({ ...entry, balance_after: 22 });
});

test('more than is available is refused with what is there and what is needed, and changes nothing', async () => {
  const someone = await personWith(25, 'short@example.com');
  expect(await spend(someone, { credits: 26, reason: 'Too much' })).toMatchObject({
    status: 402,
    json: {
      code: 'insufficient_credits',
      title: 'Payment Required',
      detail: 'Insufficient credits. You have 25, need 26',
    },
  });
  expect(await balanceOf(someone)).toMatchObject({ balance: 25 });
  expect(await entriesOf(someone)).toHaveLength(1);
});

test('someone who never had credits is told of none', async () => {
  const someone = await product.account('none@example.com');
  expect(await spend(someone, { credits: 1, reason: 'x' })).toMatchObject({
    status: 402,
    json: { detail: 'Insufficient credits. You have 0, need 1' },
  });
});

test('of 40 spends of 1 at once on a balance of 25, 25 succeed', async () => {
  const someone = await personWith(25, 'crowd@example.com');
  const answers = await Promise.all(
    Array.from({ length: 40 }, (_, i) => spend(someone, { credits: 1, reason: `Spend ${i}` })),
  );
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(25);
  expect(answers.filter(({ status }) => status === 402)).toHaveLength(15);
  expect(await balanceOf(someone)).toMatchObject({ balance: 0, available: 0 });
  expect((await product.audit()).differences).toEqual([]);
});

describe('an Idempotency-Key', () => {
  test('spends once, also when all repeats come at once, and is told of the first spend', async () => {
    const someone = await personWith(25, 'repeats@example.com');
    const body = { credits: 20, reason: 'Generate' };
    const headers = { 'idempotency-key': 'one' };
    const answers = await Promise.all(Array.from({ length: 8 }, () => spend(someone, body, headers)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200, 200, 200]);
    expect(new Set(answers.map(({ json }) => JSON.stringify(json))).size).toBe(1);
    expect(answers[0]?.json).toMatchObject({ balance: 5, entry: { credits_delta: -20 } });
    expect(await balanceOf(someone)).toMatchObject({ balance: 5 });
  });

  test('of another request answers 409, and nothing is spent', async () => {
    const someone = await personWith(25, 'reused@example.com');
    const headers = { 'idempotency-key': 'one' };
    await spend(someone, { credits: 1, reason: 'Generate' }, headers);
    for (const other of [
      { credits: 2, reason: 'Generate' },
      { credits: 1, reason: 'Export' },
    ]) {
      expect(await spend(someone, other, headers)).toMatchObject({
        status: 409,
        json: { code: 'idempotency_conflict' },
      });
    }
    expect(await balanceOf(someone)).toMatchObject({ balance: 24 });
  });

  test('of a refused spend is free: after a purchase the same request succeeds', async () => {
    const someone = await product.account('later@example.com');
    const headers = { 'idempotency-key': 'one' };
    expect((await spend(someone, { credits: 5, reason: 'Generate' }, headers)).status).toBe(402);
    await product.buy(someone, 25);
    await product.settled();
    expect((await spend(someone, { credits: 5, reason: 'Generate' }, headers)).status).toBe(200);
  });
});

test.each([
  [{ reason: 'x' }, 400, 'Missing required field: credits'],
  [{ credits: 1 }, 400, 'Missing required field: reason'],
  [{ credits: 0, reason: 'x' }, 400, 'Credits must be at least 1'],
  [{ credits: -5, reason: 'x' }, 400, 'Credits must be at least 1'],
  [{ credits: 1.5, reason: 'x' }, 422, 'Credits must be a whole number'],
  [{ credits: '3', reason: 'x' }, 422, 'Credits must be a whole number'],
  [{ credits: 1_000_001, reason: 'x' }, 422, 'Credits must be at most 1,000,000'],
  [{ credits: 1, reason: '  ' }, 422, 'Reason must not be empty'],
  [{ credits: 1, reason: 'x'.repeat(201) }, 422, 'Reason must be at most 200 characters'],
  [{ credits: 1, reason: 'half a \ud83d' }, 422, 'Reason must be well-formed text'],
])('%j is refused', async (body, status, detail) => {
  const someone = await product.account(`wrong-${JSON.stringify(body).slice(0, 40)}@example.com`);
  expect(await spend(someone, body)).toMatchObject({ status, json: { detail } });
});
