import { describe, expect, test } from '@jest/globals';
import { keptWords, nameFault, valueFaults } from './credential-words.ts';

test('what was saved is told with what its service says', () => {
  expect(keptWords('shop', { status: 'valid', detail: 'Stripe takes this key.' })).toBe(
    'shop is saved. Stripe takes this key.',
  );
  expect(keptWords('shop', { status: 'invalid', detail: 'Stripe does not know this key.' })).toBe(
    'shop is saved, but: Stripe does not know this key.',
  );
});

describe('a new name', () => {
  test('is one that the API takes', () => {
    expect(nameFault('Main shop 2.0', ['other'])).toBeUndefined();
    for (const wrong of ['', '-shop', 'a/b', 'n'.repeat(41)])
      expect(nameFault(wrong, [])).toMatch(/^Letters/);
  });

  test('is not one that would replace another unasked', () => {
    expect(nameFault('shop', ['shop'])).toMatch(/^There is one of this name/);
  });
});

test('what the API would refuse is told at its field', () => {
  expect(valueFaults('stripe', { secretKey: ' sk_test_of_the_shop\n' })).toEqual(new Map());
  expect(valueFaults('aws', { accessKeyId: 'x', secretAccessKey: 'k'.repeat(40), region: 'mars' })).toEqual(
    new Map([
      ['accessKeyId', 'Must be the id of a user’s access key: AKIA…'],
      ['region', 'Must be a region of AWS: eu-west-1, say'],
    ]),
  );
});
