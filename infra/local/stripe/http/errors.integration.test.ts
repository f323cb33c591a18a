import { expect, test } from '@jest/globals';
import { type Lab, openLab } from '../testing/lab.ts';

const AUTHORIZED = { authorization: 'Bearer sk_test_lab' };

async function call({ simulator }: Lab, path: string, init: RequestInit = {}) {
  const response = await fetch(`${simulator.url}${path}`, { headers: AUTHORIZED, ...init });
  const body = (await response.json()) as { error: Record<string, unknown> };
  return { status: response.status, headers: response.headers, error: body.error };
}

test.each([
  ['no key', {}, 'You did not provide an API key.'],
  ['a live key', { authorization: 'Bearer sk_live_abc' }, 'Invalid API Key provided: sk_live_abc'],
  [
    'a publishable key',
    { authorization: 'Bearer pk_test_abc' },
    'This API call cannot be made with a publishable API key.',
  ],
])('%s is 401 with Stripe’s words', async (_what, headers, message) => {
  await using lab = await openLab();
  const answer = await call(lab, '/v1/customers', { headers });
  expect(answer).toMatchObject({ status: 401, error: { type: 'invalid_request_error' } });
  expect(answer.error.message).toContain(message);
});

test('curl -u sk_test_x: is let in', async () => {
  await using lab = await openLab();
  const headers = { authorization: `Basic ${Buffer.from('sk_test_x:').toString('base64')}` };
  expect((await call(lab, '/v1/customers', { headers })).status).toBe(200);
});

test('an unknown route is 404 in Stripe’s shape', async () => {
  await using lab = await openLab();
  const answer = await call(lab, '/v1/unicorns');
  expect(answer).toMatchObject({ status: 404, error: { type: 'invalid_request_error' } });
  expect(answer.error.message).toContain('Unrecognized request URL (GET: /v1/unicorns)');
});

test('every answer names the request and the version', async () => {
  await using lab = await openLab();
  for (const path of ['/v1/customers', '/v1/unicorns']) {
    const { headers } = await call(lab, path);
    expect(headers.get('request-id')).toMatch(/^req_\w{14}$/);
    expect(headers.get('stripe-version')).toBe('2026-10-28.endive');
  }
});

test('a version of another name is refused rather than answered in the wrong shape', async () => {
  await using lab = await openLab();
  const headers = { ...AUTHORIZED, 'stripe-version': '2025-03-31.basil' };
  expect((await call(lab, '/v1/customers', { headers })).status).toBe(400);
});

test.each([
  ['/v1/customers', 'emial=x', 'parameter_unknown', 'emial'],
  ['/v1/customers', 'address[planet]=x', 'parameter_unknown', 'address[planet]'],
  ['/v1/customers', 'email=nobody', 'email_invalid', 'email'],
  ['/v1/products', '', 'parameter_missing', 'name'],
  ['/v1/products', 'name=', 'parameter_invalid_empty', 'name'],
  ['/v1/prices', 'currency=usd&unit_amount=1.5&product=x', 'parameter_invalid_integer', 'unit_amount'],
  ['/v1/prices', 'currency=usd&unit_amount=1e3&product=x', 'parameter_invalid_integer', 'unit_amount'],
  ['/v1/prices', 'currency=usd&unit_amount=-1&product=x', 'parameter_invalid_integer', 'unit_amount'],
  ['/v1/prices', 'currency=usd&unit_amount=100000000&product=x', 'amount_too_large', 'unit_amount'],
  ['/v1/prices', 'currency=xyz&unit_amount=1&product=x', undefined, 'currency'],
  ['/v1/prices', 'currency=usd&unit_amount=1&product=prod_none', 'resource_missing', 'product'],
  ['/v1/coupons', 'percent_off=101', undefined, 'percent_off'],
])('POST %s with "%s" is 400 %s', async (path, body, code, param) => {
  await using lab = await openLab();
  const headers = { ...AUTHORIZED, 'content-type': 'application/x-www-form-urlencoded' };
  const answer = await call(lab, path, { method: 'POST', headers, body });
  expect(answer).toMatchObject({ status: 400, error: { type: 'invalid_request_error', param } });
  expect(answer.error.code).toBe(code);
});

test('a JSON body is refused with a hint', async () => {
  await using lab = await openLab();
  const headers = { ...AUTHORIZED, 'content-type': 'application/json' };
  const answer = await call(lab, '/v1/customers', { method: 'POST', headers, body: '{"email":"a@b.c"}' });
  expect(answer).toMatchObject({ status: 400 });
  expect(answer.error.message).toContain('application/x-www-form-urlencoded');
});

test('a parameter that Stripe has and the simulator has not is refused, never ignored', async () => {
  await using lab = await openLab();
  const answer = lab.stripe.customers.create({ tax_id_data: [{ type: 'eu_vat', value: 'DE123456789' }] });
  await expect(answer).rejects.toMatchObject({
    statusCode: 400,
    code: 'not_simulated',
    param: 'tax_id_data',
  });
});

test('a body beyond a megabyte is refused', async () => {
  await using lab = await openLab();
  const headers = { ...AUTHORIZED, 'content-type': 'application/x-www-form-urlencoded' };
  const answer = await call(lab, '/v1/customers', {
    method: 'POST',
    headers,
    body: `name=${'x'.repeat(1_000_001)}`,
  });
  expect(answer).toMatchObject({ status: 413, error: { type: 'invalid_request_error' } });
});
