import { expect, it } from '@jest/globals';
import { copyName } from './copy-name.ts';

it('names a copy, and a copy of a copy', () => {
  expect(copyName('Digest')).toBe('Copy of Digest');
  expect(copyName('Copy of Digest')).toBe('Copy 2 of Digest');
  expect(copyName('Copy 9 of Digest')).toBe('Copy 10 of Digest');
});

it('stays a name: no longer than 120, and no half characters', () => {
  const long = copyName('😀'.repeat(60));
  expect(long.length).toBeLessThanOrEqual(120);
  expect(long.isWellFormed()).toBe(true);
  expect(long.startsWith('Copy of 😀')).toBe(true);
  expect(copyName('a'.repeat(112))).toBe(`Copy of ${'a'.repeat(112)}`);
});
