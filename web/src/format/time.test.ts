import { expect, it } from '@jest/globals';
import { dayInWords, daySpan, fullTime, shortTime } from './time.ts';

const now = new Date('2026-11-21T12:00:00Z');

it('leaves the year out of this year', () => {
  expect(shortTime('2026-11-20T14:03:00Z', now, 'en-GB', 'UTC')).toBe('20 Nov, 14:03');
  expect(shortTime('2025-11-20T14:03:00Z', now, 'en-GB', 'UTC')).toBe('20 Nov 2025, 14:03');
});

it('leaves out the year that it is where the reader is', () => {
  const eve = '2026-12-31T23:30:00Z';
  expect(shortTime(eve, new Date('2027-01-01T01:00:00Z'), 'en-GB', 'Asia/Tokyo')).toBe('1 Jan, 8:30');
  expect(shortTime(eve, new Date('2027-01-01T01:00:00Z'), 'en-GB', 'UTC')).toBe('31 Dec 2026, 23:30');
});

it('tells everything about a moment in full', () => {
  expect(fullTime('2026-11-20T14:03:09Z', 'en-GB', 'UTC')).toMatch(
    /^Friday,? 20 November 2026 at 14:03:09 UTC$/,
  );
});

it('names a day with its year only when it is another one, and with its time only when it is near', () => {
  expect(dayInWords('2026-11-28T14:03:00Z', now, 'en-GB', 'UTC')).toBe('28 November');
  expect(dayInWords('2027-01-28T14:03:00Z', now, 'en-GB', 'UTC')).toBe('28 January 2027');
  expect(dayInWords('2026-11-22T11:59:00Z', now, 'en-GB', 'UTC')).toBe('22 November at 11:59');
  expect(dayInWords('2026-11-20T12:01:00Z', now, 'en-GB', 'UTC')).toBe('20 November at 12:01');
  expect(dayInWords('2026-11-22T12:00:00Z', now, 'en-GB', 'UTC')).toBe('22 November');
});

it('counts the year where the reader is', () => {
  expect(dayInWords('2026-12-31T23:30:00Z', now, 'en-GB', 'Asia/Tokyo')).toBe('1 January 2027');
});

it('writes a span of days', () => {
  expect(daySpan('2026-11-21T12:00:00Z', '2026-12-21T12:00:00Z', 'en-GB', 'UTC')).toBe(
    '21 Nov\u2009\u2013\u200921 Dec 2026',
  );
});
