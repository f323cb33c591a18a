import { describe, expect, test } from '@jest/globals';
import { parseText, parseValue, referencesIn, unreadableIn } from './texts.ts';

describe('a text', () => {
  test('without references is itself', () => {
    expect(parseText('Hello {there}')).toEqual({ kind: 'literal', value: 'Hello {there}' });
    expect(parseText('')).toEqual({ kind: 'literal', value: '' });
  });

  test('that is one reference is the value it refers to', () => {
    expect(parseText('{{ order.lines[0].price-eur }}')).toEqual({
      kind: 'reference',
      nodeId: 'order',
      path: ['lines', 0, 'price-eur'],
    });
    expect(parseText('{{order[12]}}')).toEqual({ kind: 'reference', nodeId: 'order', path: [12] });
    expect(parseText('{{größe}}')).toEqual({ kind: 'literal', value: '{{größe}}' });
    expect(parseText('{{order.größe}}')).toEqual({ kind: 'reference', nodeId: 'order', path: ['größe'] });
  });

  test('with a reference among words is put together', () => {
    expect(parseText('Order {{order.id}} to {{env.TEAM}}!')).toEqual({
      kind: 'text',
      parts: [
        { kind: 'literal', value: 'Order ' },
        { kind: 'reference', nodeId: 'order', path: ['id'] },
        { kind: 'literal', value: ' to ' },
        { kind: 'environment', name: 'TEAM' },
        { kind: 'literal', value: '!' },
      ],
    });
  });

  test.each([
    ['{{order total}}', ['{{order total}}']],
    ['{{}} {{ 1st }} {{order.}} {{order..id}}', ['{{}}', '{{ 1st }}', '{{order.}}', '{{order..id}}']],
    ['{{env.path}} {{env}}', ['{{env.path}}', '{{env}}']],
    ['{{order.items[x]}} {{order.2nd}}', ['{{order.items[x]}}', '{{order.2nd}}']],
    ['{{order.id}} {{', []],
  ])('keeps braces that are no reference, and names them: %s', (text, expected) => {
    expect(unreadableIn(text)).toEqual(expected);
    expect(JSON.stringify(parseText(text))).toContain(expected[0] ?? '');
  });
});

describe('a value', () => {
  test('keeps its form, with references in it', () => {
    expect(parseValue({ id: '{{order.id}}', lines: [1, '{{order.first}}'], fixed: [true, null] })).toEqual({
      kind: 'object',
      entries: [
        ['id', { kind: 'reference', nodeId: 'order', path: ['id'] }],
        [
          'lines',
          {
            kind: 'list',
            items: [
              { kind: 'literal', value: 1 },
              { kind: 'reference', nodeId: 'order', path: ['first'] },
            ],
          },
        ],
        ['fixed', { kind: 'literal', value: [true, null] }],
      ],
    });
  });

  test('without references is one literal', () => {
    expect(parseValue({ a: [1, { b: 'x' }] })).toEqual({ kind: 'literal', value: { a: [1, { b: 'x' }] } });
  });

  test('tells what it refers to, settings aside', () => {
    expect(referencesIn(parseValue(['{{a.x}} {{env.KEY}}', { y: '{{b[1]}}' }, '{{c}}', 7]))).toEqual([
      { nodeId: 'a', path: ['x'] },
      { nodeId: 'b', path: [1] },
      { nodeId: 'c', path: [] },
    ]);
  });
});
