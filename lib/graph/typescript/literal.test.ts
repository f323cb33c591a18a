import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { hostileTexts } from '../../../infra/testing/hostile-texts.ts';
import type { Expression } from '../expression.ts';
import type { Json } from '../graph.ts';
import { partOf, textOf } from '../values.ts';
import { commentText, quoted } from './literal.ts';
import { printExpression } from './print-expression.ts';

const anyText = fc.oneof(hostileTexts, fc.string({ unit: 'binary' }), fc.constantFrom('\ud800', 'a\udc00b'));
const anyJson = fc.jsonValue({ stringUnit: 'binary', depthSize: 'medium' }) as fc.Arbitrary<Json>;

const event: Json = { order: { id: 'o-1', lines: [{ price: 10 }] } };
const values = { event, setting: (name: string) => `<${name}>` };

/** What the source is when it runs, with nothing within reach but the event. */
function evaluate(expression: Expression): unknown {
  const source = printExpression(expression, (id) => id, { indent: '', column: 0 });
  const part = (value: Json, ...path: (string | number)[]) => partOf(value, path);
  const run = new Function('event', 'setting', 'part', 'text', `'use strict'; return (${source});`);
  return run(values.event, values.setting, part, textOf);
}

test('a text in code is the text that was written, whatever it holds', () => {
  fc.assert(fc.property(anyText, (value) => expect(evaluate({ kind: 'literal', value })).toBe(value)));
});

test('what cannot be seen is written out', () => {
  expect(quoted('a\u2028b\u202ec\ufeff\0')).toBe("'a\\u2028b\\u202ec\\ufeff\\u0000'");
  expect(commentText('a\u2028b\u202ec')).toBe('a b c');
});

test('any JSON in code is the same JSON, a part called __proto__ too', () => {
  fc.assert(fc.property(anyJson, (value) => expect(evaluate({ kind: 'literal', value })).toEqual(value)));
  const value = JSON.parse('{ "__proto__": { "isAdmin": true }, "constructor": 1 }') as Json;
  expect(JSON.stringify(evaluate({ kind: 'literal', value }))).toBe(
    '{"__proto__":{"isAdmin":true},"constructor":1}',
  );
});

test('words around references stay words', () => {
  const reference: Expression = { kind: 'reference', nodeId: 'event', path: ['order', 'id'] };
  const environment: Expression = { kind: 'environment', name: 'CITY' };
  fc.assert(
    fc.property(anyText, anyText, (before, after) => {
      const literals = [before, after].map((value): Expression => ({ kind: 'literal', value }));
      const parts = [literals[0], reference, environment, literals[1]].filter((part) => part !== undefined);
      expect(evaluate({ kind: 'text', parts })).toBe(`${before}o-1<CITY>${after}`);
    }),
  );
});

test('names of parts are only names', () => {
  fc.assert(
    fc.property(anyText, (name) => {
      expect(evaluate({ kind: 'reference', nodeId: 'event', path: ['order', name, 'x'] })).toBeNull();
    }),
  );
});

test('a comment ends where it was to end', () => {
  fc.assert(
    fc.property(anyText, (words) => {
      expect(new Function(`// ${commentText(words)}\nreturn 1;`)()).toBe(1);
    }),
  );
});

test('what is nested a hundred deep is written at once', () => {
  const nested = Array.from({ length: 100 }).reduce<Json>(
    (inner) => ({ inner, more: 'words '.repeat(9) }),
    1,
  );
  expect(evaluate({ kind: 'literal', value: nested })).toEqual(nested);
});
