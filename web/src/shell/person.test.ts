import { expect, it } from '@jest/globals';
import { displayName, initialsOf } from './person.ts';

const email = 'ada@example.com';

it.each([
  ['Ada', 'Lovelace', 'Ada Lovelace', 'AL'],
  ['Ada', null, 'Ada', 'A'],
  ['', 'Lovelace', 'Lovelace', 'L'],
  [null, null, 'ada@example.com', 'A'],
  ['𝒜da', 'Lovelace', '𝒜da Lovelace', '𝒜L'],
])('calls %p %p by what is known', (firstName, lastName, name, initials) => {
  expect(displayName({ firstName, lastName, email })).toBe(name);
  expect(initialsOf({ firstName, lastName, email })).toBe(initials);
});
