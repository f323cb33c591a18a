import { expect, it } from '@jest/globals';
import { fullTime, shortTime } from './time.ts';

const now = new Date('2026-11-21T12:00:00Z');

it('leaves the year out of this year', () => {
  expect(shortTime('2026-11-20T14:03:00Z', now, 'en-GB', 'UTC')).toBe('20 Nov, 14:03');
  expect(shortTime('2025-11-20T14:03:00Z', now, 'en-GB', 'UTC')).toBe('20 Nov 2025, 14:03');
});

it('tells everything about a moment in full', () => {
  expect(fullTime('2026-11-20T14:03:09Z', 'en-GB', 'UTC')).toMatch(
    /^Friday,? 20 November 2026 at 14:03:09 UTC$/,
  );
});
