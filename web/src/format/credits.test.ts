import { expect, it } from '@jest/globals';
import { credits, signed } from './credits.ts';

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
