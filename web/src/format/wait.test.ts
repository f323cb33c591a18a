import { expect, it } from '@jest/globals';
import { waitWords } from './wait.ts';

const now = new Date('2026-11-21T14:03:00Z');
const words = (seconds: number) => waitWords(seconds, now, 'en-GB', 'Europe/Berlin');

it('counts seconds while there are few, and names the time after that', () => {
  expect(words(1)).toBe('in a second');
  expect(words(119)).toBe('in 119 seconds');
  expect(words(120)).toBe('at 15:05');
  expect(words(35_820)).toBe('at 1:00');
});
