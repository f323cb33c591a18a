import { expect, it } from '@jest/globals';
import { credits, number, signed } from './credits.ts';

it('counts credits', () => {
  expect(credits(1, 'en-US')).toBe('1 credit');
  expect(credits(0, 'en-US')).toBe('0 credits');
  expect(credits(12_345, 'en-US')).toBe('12,345 credits');
});

it('shows gains with a plus and losses with a real minus', () => {
  expect(signed(25, 'en-US')).toBe('+25');
  expect(signed(-1000, 'en-US')).toBe('\u22121,000');
  expect(signed(0, 'en-US')).toBe('0');
});

it('writes a balance below zero with a real minus in every locale', () => {
  expect(number(-1000, 'en-US')).toBe('\u22121,000');
  expect(number(-1000, 'de-DE')).toBe('\u22121.000');
  expect(number(-20, 'sv-SE')).toBe('\u221220');
  expect(credits(-1, 'en-US')).toBe('\u22121 credit');
  expect(credits(-20, 'en-US')).toBe('\u221220 credits');
});
