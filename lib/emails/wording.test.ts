import { expect, test } from '@jest/globals';
import { availableSentence, creditsText, moneyText, numberText } from './wording.ts';

const unit = { name: 'credit', plural: 'credits', tokens_per_credit: 1000 };

test('digits are grouped by thousands', () => {
  expect(numberText(999)).toBe('999');
  expect(numberText(1324)).toBe('1,324');
  expect(numberText(-1_234_567)).toBe('\u22121,234,567');
  expect(creditsText(1324, { unit })).toBe('1,324 credits');
  expect(availableSentence(12_500)).toBe('You now have 12,500 to spend.');
  expect(moneyText(149_900, 'usd')).toBe('$1,499.00');
});
