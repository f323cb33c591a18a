import { expect, test } from '@jest/globals';
import { attributesDigest, bodyDigest } from './message-digest.ts';

test('the digest of a body', () => {
  expect(bodyDigest('hello')).toBe('5d41402abc4b2a76b9719d911017c592');
});

test('without attributes there is no digest of them', () => {
  expect(attributesDigest({})).toBeUndefined();
});

test('the digest of attributes', () => {
  const a = { DataType: 'String', StringValue: '1' };
  expect(attributesDigest({ a })).toBe('314c77b249893c6b3c765a42cc08b245');
  const b = { DataType: 'Binary', BinaryValue: 'AP8=' };
  expect(attributesDigest({ a, b })).toBe('ac23a4a4a7cf6af52a7cc89533f7689c');
});

test('the order in which attributes are written does not matter', () => {
  const a = { DataType: 'String', StringValue: '1' };
  const b = { DataType: 'Binary', BinaryValue: 'AP8=' };
  expect(attributesDigest({ a, b })).toBe(attributesDigest({ b, a }));
  expect(attributesDigest({ a, b })).not.toBe(attributesDigest({ a: b, b: a }));
});
