import { expect, test } from '@jest/globals';
import { adjustmentOf } from './adjustment.ts';

test('a grant is above zero, a claw-back below, and a reason is trimmed', () => {
  expect(adjustmentOf('grant', '25', ' Kindness ')).toEqual({ credits: 25, reason: 'Kindness' });
  expect(adjustmentOf('clawBack', ' 1,000 ', 'A slip')).toEqual({ credits: -1_000, reason: 'A slip' });
});

test.each([
  ['', 'Kindness'],
  ['0', 'Kindness'],
  ['-5', 'Kindness'],
  ['1e3', 'Kindness'],
  ['ten', 'Kindness'],
  ['1000001', 'Kindness'],
  ['5', '   '],
])('%j credits with the reason %j are not asked for', (count, reason) => {
  expect(adjustmentOf('grant', count, reason)).toBeUndefined();
});
