import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { temporaryFolder } from '../../infra/local/testing/temporary-folder.ts';
import { type Person, type Product, startProduct } from '../../infra/testing/product.ts';

let product: Product;
let ada: Person;
beforeAll(async () => {
  product = await startProduct();
  ada = await product.signedIn('ada@example.com');
});
afterAll(() => product.close());

const create = (buyer: Person, body: unknown, headers: Record<string, string> = {}) =>
  buyer.call<Record<string, string>>('POST', '/api/payments/create-one-time-payment', { body, headers });
const balanceOf = async (someone: Person) => (await someone.call('GET', '/api/billing/credits')).json;

test('one purchase, end to end: paid on the hosted page, granted, listed and mailed once', async () => {
  const grace = await product.signedIn('grace@example.com');
  expect(await balanceOf(grace)).toEqual({
    balance: 0,
    available: 0,
    held: 0,
    unlimited: false,
    tier: 'FREE',
  });
  const paid = await product.buy(grace, 25);
  expect(paid.status).toBe(303);
  const returned = new URL(paid.headers.get('location') ?? '');
  expect(returned.origin + returned.pathname).toBe('http://localhost:5000/payment/success');
  await product.settled();

  const sessionId = returned.searchParams.get('session_id');
  expect(await balanceOf(grace)).toEqual({
    balance: 25,
    available: 25,
    held: 0,
    unlimited: false,
    tier: 'FREE',
  });
  const { json: ledger } = await grace.call<{ entries: object[] }>('GET', '/api/billing/ledger');
  expect(ledger).toEqual({
    entries: [
      {
        id: `purchase:${sessionId}`,
        type: 'Purchase',
        credits_delta: 25,
        balance_after: 25,
        notes: 'One-time purchase: 25 credits',
        source: { kind: 'checkout_session', id: sessionId, event_id: expect.stringMatching(/^evt_/) },
        created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      },
    ],
    next_cursor: null,
  });
  const { json: list } = await grace.call('GET', '/api/billing/payments');
  expect(list).toMatchObject({
    payments: [
      {
        amount: 500,
        currency: 'usd',
        status: 'paid',
        credits_granted: 25,
        amount_refunded: 0,
        checkout_session_id: sessionId,
      },
    ],
    next_cursor: null,
  });
  const { emails } = await (await fetch(`${product.cloud.addresses.mailbox}/store`)).json();
  expect(
    emails.map((mail: { subject: string; destination: { to: string[] } }) => [
      mail.destination.to,
      mail.subject,
    ]),
  ).toEqual([[['grace@example.com'], 'Your receipt: 25 credits for $5.00']]);
  const [session] = (await product.stripe.checkout.sessions.list()).data;
  expect(session?.client_reference_id).toMatch(/^ord_/);
  expect(session?.metadata).toEqual({
    order_id: session?.client_reference_id,
    user_id: expect.stringMatching(/^usr_/),
  });
});

test('a declined card grants nothing, and the same page pays afterwards', async () => {
  const alan = await product.signedIn('alan@example.com');
  const { json } = await create(alan, { credits: 30 });
  const pay = (card: string) =>
    fetch(json.checkout_url ?? '', {
      method: 'POST',
      body: new URLSearchParams({ card }),
      redirect: 'manual',
    });
  expect((await pay('4000000000000002')).status).toBe(402);
  await product.settled();
  expect(await balanceOf(alan)).toMatchObject({ balance: 0 });
  expect((await pay('4242 4242 4242 4242')).status).toBe(303);
  await product.settled();
  expect(await balanceOf(alan)).toMatchObject({ balance: 30 });
});

describe('a slow payment', () => {
  type Payments = { payments: { status: string; checkout_session_id: string }[] };
  const paymentsOf = async (someone: Person) =>
    (await someone.call<Payments>('GET', '/api/billing/payments')).json.payments;

  async function waiting(who: string) {
    const someone = await product.signedIn(who);
    await product.buy(someone, 40, { method: 'async_waits' });
    await product.settled();
    const [payment] = await paymentsOf(someone);
    expect([payment?.status, await balanceOf(someone)]).toMatchObject(['processing', { balance: 0 }]);
    const settle = (outcome: string) =>
      product.simulator(`/_sim/payments/${payment?.checkout_session_id}/settle`, { outcome });
    return { someone, settle };
  }

  test('grants when it succeeds', async () => {
    const { someone, settle } = await waiting('barbara@example.com');
    await settle('succeeded');
    await product.settled();
    expect(await balanceOf(someone)).toMatchObject({ balance: 40 });
  });

  test('grants nothing when it fails, and mails why', async () => {
    const { someone, settle } = await waiting('katherine@example.com');
    await settle('failed');
    await product.settled();
    const [payment] = await paymentsOf(someone);
    expect([payment?.status, await balanceOf(someone)]).toMatchObject(['failed', { balance: 0 }]);
    const { emails } = await (await fetch(`${product.cloud.addresses.mailbox}/store`)).json();
    const mails = emails.filter(
      (mail: { destination: { to: string[] } }) => mail.destination.to[0] === 'katherine@example.com',
    );
    expect(mails.map((mail: { subject: string }) => mail.subject)).toEqual([
      'Your payment of $8.00 did not go through',
    ]);
    expect(mails[0].body.text).toMatch(/The reason given: .{10,}/);
  });
});

describe('credits and price come from the server', () => {
  const prices: [credits: number, cents: number][] = [
    [1, 500],
    [24, 500],
    [25, 500],
    [26, 520],
    [100_000, 2_000_000],
  ];
  test.each(prices)('%d credits cost %d cents', async (credits, cents) => {
    const { status } = await create(ada, { credits });
    const [session] = (await product.stripe.checkout.sessions.list({ limit: 1 })).data;
    expect([status, session?.amount_total, session?.currency]).toEqual([200, cents, 'usd']);
  });

  const wrong: [name: string, body: string, status: number, detail: string][] = [
    ['0', '{"credits":0}', 400, 'Credits must be at least 1'],
    ['−1', '{"credits":-1}', 400, 'Credits must be at least 1'],
    ['1.5', '{"credits":1.5}', 422, 'Credits must be a whole number'],
    ['"5"', '{"credits":"5"}', 422, 'Credits must be a whole number'],
    ['true', '{"credits":true}', 422, 'Credits must be a whole number'],
    ['[5]', '{"credits":[5]}', 422, 'Credits must be a whole number'],
    ['null', '{"credits":null}', 422, 'Credits must be a whole number'],
    ['1e400', '{"credits":1e400}', 422, 'Credits must be a whole number'],
    ['9007199254740993', '{"credits":9007199254740993}', 422, 'Credits must be at most 100,000'],
    ['−9007199254740993', '{"credits":-9007199254740993}', 400, 'Credits must be at least 1'],
    ['100001', '{"credits":100001}', 422, 'Credits must be at most 100,000'],
    ['none', '{}', 400, 'Missing required field: credits'],
    ['a client price', '{"credits":25,"amount":1}', 422, 'The price is set by Cue, not by the client'],
    [
      'a client unit price',
      '{"credits":25,"unit_amount":1}',
      422,
      'The price is set by Cue, not by the client',
    ],
    [
      'client price data',
      '{"credits":25,"price_data":{"unit_amount":1}}',
      422,
      'The price is set by Cue, not by the client',
    ],
    [
      'a client currency',
      '{"credits":25,"currency":"jpy"}',
      422,
      'The price is set by Cue, not by the client',
    ],
    ['a foreign price id', '{"credits":25,"price_id":"price_foreign"}', 400, 'Unknown price'],
    ['not JSON', '{"credits":25', 400, 'The body is not valid JSON'],
    ['NaN', '{"credits":NaN}', 400, 'The body is not valid JSON'],
    ['an array', '[25]', 400, 'The body must be a JSON object'],
    ['nothing', '', 400, 'The body must be a JSON object'],
    [
      '10,000 levels',
      `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`,
      400,
      'The body is nested too deeply',
    ],
    [
      'a site of someone else',
      '{"credits":25,"success_url":"https://evil.test/"}',
      400,
      'Return addresses must be on this site',
    ],
    [
      'a script to return to',
      '{"credits":25,"cancel_url":"javascript:alert(1)"}',
      400,
      'Return addresses must be on this site',
    ],
    [
      'a look-alike site',
      '{"credits":25,"success_url":"http://localhost:5000.evil.test/"}',
      400,
      'Return addresses must be on this site',
    ],
    [
      'a backslash',
      '{"credits":25,"success_url":"http://localhost:5000\\\\@evil.test/"}',
      400,
      'Return addresses must be on this site',
    ],
  ];
  test.each(wrong)('%s is refused, and nothing is opened or written', async (_, body, status, detail) => {
    const before = (await product.stripe.checkout.sessions.list({ limit: 1 })).data[0]?.id;
    const answer = await create(ada, body, { 'content-type': 'application/json' });
    expect({ status: answer.status, detail: answer.json.detail }).toEqual({ status, detail });
    expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect((await product.stripe.checkout.sessions.list({ limit: 1 })).data[0]?.id).toBe(before);
  });

  test('unknown fields change nothing', async () => {
    const answer = await create(ada, {
      credits: 25,
      credits_granted: 1e9,
      user_id: 'usr_other',
      role: 'admin',
    });
    const [session] = (await product.stripe.checkout.sessions.list({ limit: 1 })).data;
    expect([answer.status, session?.amount_total]).toEqual([200, 500]);
  });

  test('a body over 256 KB is 413, and one that is not JSON 415', async () => {
    expect((await create(ada, JSON.stringify({ credits: 25, pad: 'x'.repeat(300_000) }))).status).toBe(413);
    expect((await create(ada, '{"credits":25}', { 'content-type': 'text/plain' })).status).toBe(415);
    const path = '/api/payments/create-one-time-payment';
    expect((await ada.call('POST', path)).json).toMatchObject({ status: 400, code: 'invalid_body' });
  });
});

describe('tokens make credits', () => {
  const buyTokens = (body: object, path = '/api/billing/purchase-tokens') =>
    ada.call<Record<string, string>>('POST', path, { body });

  const amounts: [tokens: number, credits: string, cents: number][] = [
    [1, '1 credit', 500],
    [1_000, '1 credit', 500],
    [1_001, '2 credits', 500],
    [25_001, '26 credits', 520],
    [100_000_000, '100000 credits', 2_000_000],
  ];
  test.each(amounts)('%d tokens are %s', async (tokens, credits, cents) => {
    const { status, json } = await buyTokens({ tokens });
    expect([status, json.checkout_url]).toEqual([200, json.url]);
    const { data } = await product.stripe.checkout.sessions.list({ limit: 1, expand: ['data.line_items'] });
    expect([data[0]?.line_items?.data[0]?.description, data[0]?.amount_total]).toEqual([credits, cents]);
  });

  const wrong: [name: string, body: object, status: number, detail: string][] = [
    ['none', {}, 400, 'Missing required field: credits'],
    ['0', { tokens: 0 }, 400, 'Tokens must be at least 1'],
    ['1.5', { tokens: 1.5 }, 422, 'Tokens must be a whole number'],
    ['"1000"', { tokens: '1000' }, 422, 'Tokens must be a whole number'],
    ['too many', { tokens: 100_000_001 }, 422, 'Tokens must be at most 100000000'],
    ['unsafe', { tokens: 1e300 }, 422, 'Tokens are too many'],
    ['credits too', { tokens: 1, credits: 1 }, 400, 'The request names both credits and tokens'],
    ['a client price', { tokens: 1, amount: 1 }, 422, 'The price is set by Cue, not by the client'],
  ];
  test.each(wrong)('%s is refused', async (_, body, status, detail) => {
    const answer = await buyTokens(body);
    expect([answer.status, answer.json.detail]).toEqual([status, detail]);
  });

  test('either address takes tokens or credits, and one key opens one checkout', async () => {
    expect((await buyTokens({ tokens: 5 }, '/api/payments/create-one-time-payment')).status).toBe(200);
    const headers = { 'idempotency-key': 'tokens-1' };
    const first = await ada.call('POST', '/api/billing/purchase-tokens', { body: { credits: 5 }, headers });
    const again = await create(ada, { credits: 5 }, headers);
    expect([first.status, again.json]).toEqual([200, first.json]);
  });
});

test('a changed price list between checkout and payment changes nothing', async () => {
  const folder = await temporaryFolder();
  const PLANS_FILE = new URL('../../infra/testing/other-plans.json', import.meta.url).pathname;
  const before = await startProduct({ directory: folder.path });
  const tim = await before.signedIn('tim@example.com');
  const opened = (await create(tim, { credits: 25 })).json.checkout_url ?? '';
  await before.settled();
  await before.close();
  const after = await startProduct({ directory: folder.path, given: { PLANS_FILE } });
  try {
    const page = new URL(new URL(opened).pathname, after.cloud.addresses.stripe);
    const paid = await fetch(page, {
      method: 'POST',
      body: new URLSearchParams({ card: '4242424242424242' }),
      redirect: 'manual',
    });
    expect(paid.status).toBe(303);
    await after.settled();
    const [session] = (await after.stripe.checkout.sessions.list({ limit: 1 })).data;
    const entries = await after.audit();
    expect([session?.amount_total, entries]).toEqual([500, { users: 1, entries: 1, differences: [] }]);
    const back = await after.signedIn('tim@example.com');
    expect(await balanceOf(back)).toMatchObject({ balance: 25, tier: 'freelancer' });
    const { json: plans } = await back.call<{ credit: object }>('GET', '/api/payments/plans');
    expect(plans.credit).toMatchObject({ unit_amount: 100, minimum_amount: 0 });
  } finally {
    await after.close();
    await folder.remove();
  }
});

test('the whole ledger adds up', async () => {
  await product.settled();
  expect((await product.audit()).differences).toEqual([]);
});
