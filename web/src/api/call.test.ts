import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import { ApiError } from './api-error.ts';
import { call } from './call.ts';

const fetched = jest.fn<typeof fetch>();
const realFetch = globalThis.fetch;
let online = true;

beforeEach(() => {
  online = true;
  globalThis.fetch = fetched;
  Object.defineProperty(navigator, 'onLine', { configurable: true, get: () => online });
});

afterEach(() => {
  globalThis.fetch = realFetch;
  Reflect.deleteProperty(navigator, 'onLine');
  fetched.mockReset();
});

const answers = (status: number, body: unknown) => fetched.mockResolvedValue(Response.json(body, { status }));
const failure = async (answer: Promise<unknown>) => {
  const error = await answer.catch((thrown: unknown) => thrown);
  if (!(error instanceof ApiError)) throw new Error(`Not an ApiError: ${error}`);
  return { code: error.code, status: error.status, message: error.message, fields: error.fields };
};

it('answers what the contract says', async () => {
  const credits = { balance: 25, available: 22, held: 3, unlimited: false, tier: 'FREE' };
  answers(200, credits);
  expect(await call('getCredits')).toEqual(credits);
  expect(fetched.mock.calls[0]?.[0]).toBe('/api/billing/credits');
});

it('sends method, body, idempotency key and cookies of this site', async () => {
  answers(200, { checkout_url: 'https://pay.example/1', url: 'https://pay.example/1' });
  await call('createOneTimePayment', { body: { credits: 25 }, idempotencyKey: 'key-1' });
  expect(fetched.mock.calls[0]).toEqual([
    '/api/payments/create-one-time-payment',
    expect.objectContaining({
      method: 'POST',
      body: '{"credits":25}',
      credentials: 'same-origin',
      headers: { accept: 'application/json', 'content-type': 'application/json', 'idempotency-key': 'key-1' },
    }),
  ]);
});

it('leaves what is undefined out of the address', async () => {
  answers(200, { entries: [], next_cursor: null });
  await call('listLedger', { query: { limit: '10', cursor: undefined } });
  expect(fetched.mock.calls[0]?.[0]).toBe('/api/billing/ledger?limit=10');
});

it('turns a problem into its sentence, code and fields', async () => {
  answers(422, {
    type: 'about:blank',
    title: 'Unprocessable Content',
    status: 422,
    detail: 'Credits must be a whole number',
    code: 'invalid_field',
    errors: [{ path: 'credits', message: 'Credits must be a whole number' }],
    requestId: 'req_1',
  });
  expect(await failure(call('getCredits'))).toEqual({
    code: 'invalid_field',
    status: 422,
    message: 'Credits must be a whole number',
    fields: [{ path: 'credits', message: 'Credits must be a whole number' }],
  });
});

it("reads the gateway's own refusals, which have another shape", async () => {
  answers(503, { message: 'Service Unavailable' });
  expect(await failure(call('getCredits'))).toMatchObject({ code: 'gateway', status: 503 });
  answers(429, { message: 'Too Many Requests' });
  expect(await failure(call('getCredits'))).toMatchObject({ code: 'too_many_requests', status: 429 });
});

it('does not hand on an answer of another shape', async () => {
  answers(200, { balance: '25' });
  expect(await failure(call('getCredits'))).toMatchObject({ code: 'unreadable_answer' });
});

it('says that it is offline without trying', async () => {
  online = false;
  expect(await failure(call('getCredits'))).toMatchObject({ code: 'offline', status: 0 });
  expect(fetched).not.toHaveBeenCalled();
});

it('tells a dead connection from a page that was left', async () => {
  fetched.mockRejectedValue(new TypeError('Failed to fetch'));
  expect(await failure(call('getCredits'))).toMatchObject({ code: 'unreachable' });
  const left = AbortSignal.abort();
  await expect(call('getCredits', { signal: left })).rejects.toBeInstanceOf(TypeError);
});

it('puts the parameters of a path into their places, and nothing else', async () => {
  answers(200, { message: 'API key revoked' });
  await call('revokeKey', { params: { id: 'key_../a?b' } });
  expect(fetched.mock.calls[0]?.[0]).toBe('/api/keys/key_..%2Fa%3Fb');
});
