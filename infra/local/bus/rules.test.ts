import { expect, test } from '@jest/globals';
import { matches, patternOf } from './rules.ts';

const event = (source: string, type: string) => ({ source, 'detail-type': type });

test('a rule takes its source and its types, and no other', () => {
  const pattern = patternOf({ source: 'stripe', types: ['invoice.paid', 'charge.refunded'] });
  expect(pattern).toEqual({ source: ['stripe'], 'detail-type': ['invoice.paid', 'charge.refunded'] });
  expect(matches(pattern, event('stripe', 'invoice.paid'))).toBe(true);
  expect(matches(pattern, event('stripe', 'invoice.paid.late'))).toBe(false);
  expect(matches(pattern, event('cue', 'invoice.paid'))).toBe(false);
});

test('a rule for all types takes whatever its source sends', () => {
  const pattern = patternOf({ source: 'stripe', types: 'all' });
  expect(pattern).toEqual({ source: ['stripe'] });
  expect(matches(pattern, event('stripe', 'anything'))).toBe(true);
  expect(matches(pattern, event('cue', 'anything'))).toBe(false);
});
