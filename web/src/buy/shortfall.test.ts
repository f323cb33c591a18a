import { expect, it } from '@jest/globals';
import { buyPath, shortfallOf } from './shortfall.ts';

const credits = (available: number, unlimited = false) => ({
  balance: available + 5,
  available,
  held: 5,
  unlimited,
  tier: 'FREE',
});

it.each([
  [25, 0],
  [0, 0],
  [-1, 1],
  [-20, 20],
])('with %i available, %i credits are short, whatever is held', (available, shortfall) => {
  expect(shortfallOf(credits(available))).toBe(shortfall);
});

it('never calls someone short who may spend without limit', () => {
  expect(shortfallOf(credits(-20, true))).toBe(0);
});

it.each([
  [0, '/credits'],
  [24, '/credits'],
  [25, '/credits?credits=30'],
  [40, '/credits?credits=45'],
  [43, '/credits?credits=45'],
  [200_000, '/credits?credits=100000'],
])('offers someone who is %i short a purchase that leaves some to spend', (shortfall, path) => {
  expect(buyPath(shortfall)).toBe(path);
});
