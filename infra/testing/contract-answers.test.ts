import { expect, test } from '@jest/globals';
import { requireDocumented } from './contract-answers.ts';

const json = 'application/json; charset=utf-8';
const credits = { balance: 5, available: 5, held: 0, unlimited: false, tier: 'FREE' };
const told = (status: number, body: unknown, contentType = json) =>
  requireDocumented('GET', '/api/billing/credits', { status, contentType, body });
const refused = (status: number, code: string) => ({
  type: 'about:blank',
  title: 'Refused',
  status,
  detail: 'No',
  code,
  requestId: 'request-1',
});

test('what the contract tells of passes', () => {
  expect(() => told(200, credits)).not.toThrow();
  expect(() => told(401, refused(401, 'not_authenticated'), 'application/problem+json')).not.toThrow();
});

test.each([
  ['a field more', 200, { ...credits, email: 'ada@example.com' }],
  ['a field less', 200, { balance: 5 }],
  ['a value of another type', 200, { ...credits, balance: '5' }],
  ['another status', 201, credits],
])('%s does not', (_, status, body) => {
  expect(() => told(status, body)).toThrow('beside the contract');
});

test.each([
  ['an error code that the route does not have', 402, refused(402, 'insufficient_credits')],
  ['an error that says another status', 401, refused(403, 'not_authenticated')],
  ['an error with a field more', 401, { ...refused(401, 'not_authenticated'), stack: 'at …' }],
])('%s does not', (_, status, body) => {
  expect(() => told(status, body, 'application/problem+json')).toThrow('beside the contract');
});

test('an address without a route is 404 or 405', () => {
  const nowhere = (status: number, code: string) => () =>
    requireDocumented('GET', '/api/nowhere', {
      status,
      contentType: 'application/problem+json',
      body: refused(status, code),
    });
  expect(nowhere(404, 'not_found')).not.toThrow();
  expect(nowhere(200, 'not_found')).toThrow();
  expect(nowhere(401, 'not_authenticated')).toThrow();
});
