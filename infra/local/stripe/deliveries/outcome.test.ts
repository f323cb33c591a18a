import { expect, test } from '@jest/globals';
import { backoffMs } from './outcome.ts';

test('the wait doubles from one second to one minute', () => {
  expect([1, 2, 3, 4, 5, 6, 7, 8, 100].map(backoffMs)).toEqual([
    1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000, 60_000,
  ]);
});
