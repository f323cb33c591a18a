import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { discountShares, total } from './amounts.ts';

describe('discountShares', () => {
  test('without a coupon nothing comes off', () => {
    expect(discountShares([500, 300], undefined)).toEqual([0, 0]);
  });

  test('a fixed amount is spread over the lines by their size', () => {
    expect(discountShares([750, 250], { amount_off: 100, percent_off: null })).toEqual([75, 25]);
  });

  test('a fixed amount never takes more than there is', () => {
    expect(discountShares([300], { amount_off: 500, percent_off: null })).toEqual([300]);
  });

  test('a third of a cent is rounded once, over the whole', () => {
    expect(discountShares([100, 100, 100], { amount_off: null, percent_off: 33.33 })).toEqual([33, 34, 33]);
  });

  test('the shares add up to the discount and none exceeds its line', () => {
    const subtotals = fc.array(fc.nat(100_000), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(subtotals, fc.nat(200_000), (lines, amount_off) => {
        const shares = discountShares(lines, { amount_off, percent_off: null });
        expect(total(shares)).toBe(Math.min(amount_off, total(lines)));
        shares.forEach((share, index) => {
          expect(share).toBeGreaterThanOrEqual(0);
          expect(share).toBeLessThanOrEqual((lines[index] ?? 0) + 1);
        });
      }),
    );
  });
});
