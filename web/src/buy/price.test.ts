import { describe, expect, it } from '@jest/globals';
import { priceOf } from './price.ts';

const shipped = { unit_amount: 20, minimum_amount: 500, currency: 'usd' };

describe('what credits cost', () => {
  it.each([
    [1, 500],
    [24, 500],
    [25, 500],
    [26, 520],
    [100_000, 2_000_000],
  ])('%i credits cost %i cents', (credits, cents) => {
    expect(priceOf(credits, shipped).amount).toBe(cents);
  });

  it('tells what the smallest payment buys only when it decides', () => {
    expect(priceOf(24, shipped)).toEqual({ amount: 500, sum: 480, sameMoneyBuys: 25 });
    expect(priceOf(25, shipped)).toEqual({ amount: 500, sum: 500, sameMoneyBuys: null });
  });

  it('never offers more credits than the smallest payment pays for', () => {
    expect(priceOf(1, { unit_amount: 300, minimum_amount: 500, currency: 'usd' }).sameMoneyBuys).toBe(1);
  });
});
