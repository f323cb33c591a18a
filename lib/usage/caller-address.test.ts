import { expect, test } from '@jest/globals';
import { callerAddress } from './caller-address.ts';

const proof = '7c1c7a40-5c0e-11f0-9c4a-0affd1e2b3c4';
const sourceIp = '203.0.113.7';
const addressOf = (headers: Record<string, string>, expected: string | undefined = proof) =>
  callerAddress({ headers, sourceIp }, expected);

test.each(['198.51.100.10', '2001:db8:85a3::8a2e:370:7334'])(
  'a request that came through the distribution is from whom CloudFront saw: %s',
  (viewer) => {
    expect(addressOf({ 'x-origin-proof': proof, 'x-viewer-address': viewer })).toBe(viewer);
  },
);

const forged = { 'x-viewer-address': '198.51.100.10', 'x-forwarded-for': '198.51.100.10' };

test.each([
  ['without the proof', forged],
  ['with another proof', { ...forged, 'x-origin-proof': 'guessed' }],
  ['with an empty proof', { ...forged, 'x-origin-proof': '' }],
])('%s the address that a client writes is not believed', (_, headers) => {
  expect(addressOf(headers)).toBe('203.0.113.7');
});

test('where there is no distribution nothing proves anything', () => {
  expect(addressOf({ ...forged, 'x-origin-proof': 'undefined' }, undefined)).toBe('203.0.113.7');
  expect(callerAddress({ headers: forged, sourceIp }, undefined)).toBe('203.0.113.7');
});

test.each(['', 'unknown', '198.51.100.10:443', '198.51.100.10, 10.0.0.1'])(
  'what is no address is left: %j',
  (viewer) => {
    expect(addressOf({ 'x-origin-proof': proof, 'x-viewer-address': viewer })).toBe('203.0.113.7');
  },
);
