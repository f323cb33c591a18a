import { describe, expect, test } from '@jest/globals';
import { addMonths, monthsBetween } from './months.ts';

describe('the months of a period', () => {
  test.each([
    ['2027-01-31T10:00:00.000Z', 1, '2027-02-28T10:00:00.000Z'],
    ['2027-01-31T10:00:00.000Z', 2, '2027-03-31T10:00:00.000Z'],
    ['2028-01-31T10:00:00.000Z', 1, '2028-02-29T10:00:00.000Z'],
    ['2027-10-31T23:59:59.000Z', 4, '2028-02-29T23:59:59.000Z'],
    ['2027-12-15T00:00:00.000Z', 1, '2028-01-15T00:00:00.000Z'],
    ['2028-02-29T10:00:00.000Z', 12, '2029-02-28T10:00:00.000Z'],
    ['2029-02-28T10:00:00.000Z', -12, '2028-02-28T10:00:00.000Z'],
  ])('begin where Stripe anchors them: %s and %i', (start, count, expected) => {
    expect(addMonths(start, count)).toBe(expected);
  });

  test.each([
    ['2027-01-31T10:00:00.000Z', '2027-01-31T10:00:00.000Z', 0],
    ['2027-01-31T10:00:00.000Z', '2027-02-28T09:59:59.000Z', 0],
    ['2027-01-31T10:00:00.000Z', '2027-02-28T10:00:00.000Z', 1],
    ['2027-01-31T10:00:00.000Z', '2028-01-30T10:00:00.000Z', 11],
  ])('count whole: from %s to %s', (start, moment, expected) => {
    expect(monthsBetween(start, moment)).toBe(expected);
  });
});
