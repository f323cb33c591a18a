import { expect, it } from '@jest/globals';
import { nameFrom } from './name-from.ts';

it('takes a short sentence as it is, on one line', () => {
  expect(nameFrom('  Every hour,\n call the shop ')).toBe('Every hour, call the shop');
});

it('takes whole words of a long one, and letters of a word without an end', () => {
  const sentence = 'When a Stripe payment succeeds, save it to DynamoDB and email the customer a receipt';
  expect(nameFrom(sentence)).toBe('When a Stripe payment succeeds, save it to DynamoDB and\u2026');
  expect(nameFrom('x'.repeat(80))).toBe(`${'x'.repeat(60)}\u2026`);
});
