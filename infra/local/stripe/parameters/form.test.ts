import { describe, expect, test } from '@jest/globals';
import { StripeFailure } from '../errors.ts';
import { parseForm } from './form.ts';

function parsed(text: string): unknown {
  return JSON.parse(JSON.stringify(parseForm(text)));
}

describe('parseForm', () => {
  test('brackets become trees', () => {
    expect(parsed('line_items[0][price_data][currency]=usd&line_items[0][quantity]=2')).toEqual({
      line_items: { 0: { price_data: { currency: 'usd' }, quantity: '2' } },
    });
  });

  test('empty brackets append, as curl users write arrays', () => {
    expect(parsed('expand[]=customer&expand[]=line_items')).toEqual({
      expand: { 0: 'customer', 1: 'line_items' },
    });
  });

  test('plus signs, per cent escapes and characters beyond ASCII arrive as meant', () => {
    expect(parsed('name=Ada+L%C3%B8vel%26ce')).toEqual({ name: 'Ada Løvel&ce' });
  });

  test('a key that names a prototype is a key like any other', () => {
    const tree = parseForm('metadata[__proto__][polluted]=yes');
    expect(Object.keys(tree.metadata ?? {})).toEqual(['__proto__']);
    expect('polluted' in {}).toBe(false);
  });

  test.each(['a[b=c', '[a]=b', 'a[b]c=d', '=x'])('%s is refused', (text) => {
    expect(() => parseForm(text)).toThrow(StripeFailure);
  });

  test('one name cannot be both text and a hash', () => {
    expect(() => parseForm('a=1&a[b]=2')).toThrow('Invalid hash: a[b]');
  });
});
