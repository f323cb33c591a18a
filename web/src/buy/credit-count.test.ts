import { describe, expect, it } from '@jest/globals';
import { askedCount, readCount, stepFrom } from './credit-count.ts';

describe('the number of credits', () => {
  it.each(['', 'abc', '1.5', '-1', '1e3', '0x10', '1,000', '٢٥'])('does not guess at %p', (typed) => {
    expect(readCount(typed)).toBeNaN();
  });

  it('reads digits, with spaces around them', () => {
    expect(readCount(' 40 ')).toBe(40);
  });

  it.each([
    [25, 1, 30],
    [26, 1, 30],
    [26, -1, 25],
    [25, -1, 20],
    [5, -1, 1],
    [1, -1, 1],
    [1, 1, 5],
    [99_998, 1, 100_000],
    [100_000, 1, 100_000],
    [Number.NaN, 1, 25],
  ] as const)('steps from %p by %p to %p', (from, direction, to) => {
    expect(stepFrom(from, direction)).toBe(to);
  });

  it.each([
    ['credits=40', 40],
    ['credits=0', 25],
    ['credits=100001', 25],
    ['credits=1e3', 25],
    ['', 25],
  ])('takes %p of the address as %i', (address, count) => {
    expect(askedCount(new URLSearchParams(address))).toBe(count);
  });
});
