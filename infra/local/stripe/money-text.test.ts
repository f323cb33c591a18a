import { expect, test } from '@jest/globals';
import { moneyText, plainAmount, readAmount } from './money-text.ts';

test.each([
  [500, 'usd', '$5.00', '5.00'],
  [1, 'usd', '$0.01', '0.01'],
  [500, 'jpy', '¥500', '500'],
])('%i of %s reads %s and is typed as %s', (amount, currency, words, typed) => {
  expect(moneyText(amount, currency)).toBe(words);
  expect(plainAmount(amount, currency)).toBe(typed);
  expect(readAmount(typed, currency)).toBe(amount);
});

test.each([
  ['5', 'usd', 500],
  [' 5.5 ', 'usd', 550],
  ['0.07', 'usd', 7],
  ['5.5', 'jpy', undefined],
  ['5.005', 'usd', undefined],
  ['5,00', 'usd', undefined],
  ['1e3', 'usd', undefined],
  ['-5', 'usd', undefined],
  ['', 'usd', undefined],
])('"%s" in %s is %s', (typed, currency, amount) => {
  expect(readAmount(typed, currency)).toBe(amount);
});
