import { expect, test } from '@jest/globals';
import type { ApiKey } from '../../../lib/contract/key-routes.ts';
import { expiryAfter, mayWords, shortSecret, stateOf } from './key-words.ts';

const now = new Date('2026-11-21T10:00:00Z');
const key: ApiKey = {
  id: 'key_aB3dE6gH',
  name: 'Build server',
  prefix: 'cue_prod_aB3dE6gH',
  last4: 'x9Yz',
  scopes: ['billing:read'],
  createdAt: '2026-11-01T10:00:00.000Z',
  lastUsedAt: null,
  expiresAt: null,
  requestsThisMonth: 0,
  revealed: true,
};

test('a key without a secret waits, and one that is over is expired', () => {
  expect(stateOf(key, now)).toBe('live');
  expect(stateOf({ ...key, revealed: false, last4: null }, now)).toBe('waiting');
  expect(stateOf({ ...key, expiresAt: '2026-11-21T10:00:00.001Z' }, now)).toBe('live');
  expect(stateOf({ ...key, expiresAt: '2026-11-21T10:00:00.000Z' }, now)).toBe('expired');
});

test('of a secret its beginning and end are shown, as far as there is one', () => {
  expect(shortSecret(key)).toBe('cue_prod_aB3dE6gH…x9Yz');
  expect(shortSecret({ ...key, last4: null })).toBe('cue_prod_aB3dE6gH…');
});

test('a lifetime in days becomes a moment, and none becomes none', () => {
  expect(expiryAfter(30, now)).toBe('2026-12-21T10:00:00.000Z');
  expect(expiryAfter(null, now)).toBeNull();
});

test('what a key may do is said in words, in one order', () => {
  expect(mayWords({ ...key, scopes: ['widget', 'workflows', 'billing:read'] })).toBe(
    'Work with workflows · Read balance and statement · Read and change the widget',
  );
});
