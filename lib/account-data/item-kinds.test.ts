import { describe, expect, test } from '@jest/globals';
import { type Key, keys } from '../platform/keys.ts';
import { isKept, kindOf, shownItem } from './item-kinds.ts';

const userId = 'usr_00000000000000000000000000';
/** Every key that can be built, with the person's id wherever an argument stands. */
const built = Object.entries(keys).map(([name, build]): [string, Key] => {
  const argumentsOf: string[] = Array.from({ length: build.length }, () => userId);
  return [name, Reflect.apply(build, undefined, argumentsOf)];
});
const aboutPeople = built.filter(([, { pk }]) => pk.startsWith(`USER#${userId}`) || pk === `USAGE#${userId}`);

describe('the kinds of items', () => {
  test.each(aboutPeople)('say of %s what its person sees of it, and what becomes of it', (_, { sk }) => {
    expect(kindOf(sk)).toBeDefined();
  });

  test('that outlive the account are these', () => {
    expect(aboutPeople.filter(([, { sk }]) => isKept(sk)).map(([name]) => name)).toEqual([
      'balance',
      'ledgerEntry',
      'payment',
      'subscription',
      'creditLevel',
      'ending',
      'erasure',
      'referredBy',
    ]);
  });

  test('that are not known are shown to nobody, and do not outlive the account', () => {
    expect(shownItem({ pk: `USER#${userId}`, sk: 'NEW_KIND#1', secret: 'x' })).toBeUndefined();
    expect(isKept('NEW_KIND#1')).toBe(false);
    // Not by a beginning that only looks alike.
    expect(kindOf('WORKFLOWS#1')).toBeUndefined();
    expect(isKept('LEDGERS')).toBe(false);
  });
});

test('an item is shown without what names, hashes or lists it', () => {
  const item = {
    ...keys.apiKeyListing(userId, 'key_abcdefgh'),
    userId,
    keyId: 'key_abcdefgh',
    name: 'Laptop',
    secretHash: 'hash',
    staffPk: 'X',
    expiresAtEpochSeconds: 1,
  };
  expect(shownItem(item)).toEqual({ kind: 'apiKey', data: { keyId: 'key_abcdefgh', name: 'Laptop' } });
});
