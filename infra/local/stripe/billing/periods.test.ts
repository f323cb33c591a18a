import { expect, test } from '@jest/globals';
import { boundary, periodAt } from './periods.ts';

const seconds = (iso: string) => Date.parse(iso) / 1000;
const iso = (at: number) => new Date(at * 1000).toISOString().slice(0, 19);
const month = { interval: 'month', interval_count: 1 } as const;

test('an anchor on the 31st falls on the last day of shorter months, and comes back to the 31st', () => {
  const anchor = seconds('2027-12-31T10:20:30Z');
  const days = [1, 2, 3, 4, 5].map((n) => iso(boundary(anchor, month, n)));
  expect(days).toEqual([
    '2028-01-31T10:20:30',
    '2028-02-29T10:20:30',
    '2028-03-31T10:20:30',
    '2028-04-30T10:20:30',
    '2028-05-31T10:20:30',
  ]);
});

test.each([
  ['2026-01-15T00:00:00Z', month, '2026-01-15T00:00:00', '2026-02-15T00:00:00'],
  ['2026-02-14T23:59:59Z', month, '2026-01-15T00:00:00', '2026-02-15T00:00:00'],
  ['2026-02-15T00:00:00Z', month, '2026-02-15T00:00:00', '2026-03-15T00:00:00'],
  ['2025-12-31T00:00:00Z', month, '2025-12-15T00:00:00', '2026-01-15T00:00:00'],
  ['2038-07-01T00:00:00Z', month, '2038-06-15T00:00:00', '2038-07-15T00:00:00'],
  [
    '2027-03-01T00:00:00Z',
    { interval: 'year', interval_count: 1 },
    '2027-01-15T00:00:00',
    '2028-01-15T00:00:00',
  ],
  [
    '2026-01-28T00:00:00Z',
    { interval: 'week', interval_count: 2 },
    '2026-01-15T00:00:00',
    '2026-01-29T00:00:00',
  ],
  [
    '2026-05-01T00:00:00Z',
    { interval: 'month', interval_count: 3 },
    '2026-04-15T00:00:00',
    '2026-07-15T00:00:00',
  ],
] as const)('%s with %j lies between %s and %s', (at, interval, start, end) => {
  const period = periodAt(seconds('2026-01-15T00:00:00Z'), interval, seconds(at));
  expect([iso(period.start), iso(period.end)]).toEqual([start, end]);
});

test('a yearly anchor on the 29th of February falls on the 28th in between', () => {
  const year = { interval: 'year', interval_count: 1 } as const;
  const anchor = seconds('2028-02-29T00:00:00Z');
  expect(iso(boundary(anchor, year, 1))).toBe('2029-02-28T00:00:00');
  expect(iso(boundary(anchor, year, 4))).toBe('2032-02-29T00:00:00');
});
