import { expect, it } from '@jest/globals';
import { topOf } from './scale.ts';

it.each([
  [[], 5],
  [[0, 3], 5],
  [[6], 6],
  [[7], 8],
  [[22], 30],
  [[10], 10],
  [[11, 2], 20],
  [[430], 500],
  [[501], 600],
  [[801], 1_000],
  [[1_000_000], 1_000_000],
])('leaves room for %j below %i', (values, top) => {
  expect(topOf(values)).toBe(top);
});
