import { expect, it } from '@jest/globals';
import { money } from './money.ts';

it('writes an amount in the minor unit with its currency, as the locale does', () => {
  expect(money(500, 'usd', 'en-US')).toBe('$5.00');
  expect(money(2_000_000, 'usd', 'en-US')).toBe('$20,000.00');
  expect(money(500, 'eur', 'de-DE')).toBe('5,00\u00a0€');
});

it('knows currencies without cents and with thousandths', () => {
  expect(money(500, 'jpy', 'en-US')).toBe('¥500');
  expect(money(1234, 'kwd', 'en-US')).toBe('KWD\u00a01.234');
});
