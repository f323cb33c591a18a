import { expect, test } from '@jest/globals';
import { isRefusedConnection, simulatorAddress } from './simulator-address.ts';

test('the simulator is found at its port, or where the settings say', () => {
  expect(simulatorAddress({})).toBe('http://localhost:12111');
  expect(simulatorAddress({ STRIPE_API_URL: 'http://localhost:4000' })).toBe('http://localhost:4000');
});

test('with the key of a real account there is none', () => {
  expect(() => simulatorAddress({ STRIPE_SECRET_KEY: 'sk_test_mine' })).toThrow(
    'Stripe is the real one here',
  );
});

test('a cloud that does not run is known by its refusal, however deep', () => {
  const refused = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
  const failed = new TypeError('fetch failed', { cause: refused });
  expect(isRefusedConnection(failed)).toBe(true);
  const ofLibrary = Object.assign(new Error('An error occurred'), { detail: refused });
  expect(isRefusedConnection(ofLibrary)).toBe(true);
  expect(isRefusedConnection(new Error('ENOENT'))).toBe(false);
});
