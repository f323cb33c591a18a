import { describe, expect, it } from '@jest/globals';
import { nodeTypeOf } from '../../../lib/graph/node-types.ts';
import { someNode } from '../testing/graphs.ts';
import { shownValue, typedCell, typedValue } from './written-values.ts';

function typed(type: string, name: string, text: string) {
  const field = nodeTypeOf(type)?.fields.find((one) => one.name === name);
  if (!field) throw new Error(`${type} has no ${name}`);
  return typedValue(someNode('it', type, {}), field, text);
}

describe('what was typed', () => {
  it('is a number where one is asked for, and a reference where one is written', () => {
    expect(typed('logic.delay', 'seconds', '90')).toBe(90);
    expect(typed('logic.delay', 'seconds', '{{trigger.pause}}')).toBe('{{trigger.pause}}');
  });

  it('is a list where the parameter may be one, and else the text that it is', () => {
    expect(typed('logic.forEach', 'items', '[1, 2]')).toEqual([1, 2]);
    expect(typed('logic.forEach', 'items', '[1, ')).toBe('[1, ');
    expect(typed('email.send', 'subject', '[1, 2]')).toBe('[1, 2]');
  });

  it('is nothing where an optional field is empty, and empty where it may not be', () => {
    expect(typed('logic.condition', 'right', '')).toBeUndefined();
    expect(typed('email.send', 'to', '')).toBe('');
  });
});

it('keeps a text of a pair a text, and a number a number', () => {
  expect(typedCell('41', '42')).toBe('42');
  expect(typedCell(undefined, '42')).toBe('42');
  expect(typedCell(41, '42')).toBe(42);
  expect(typedCell(41, '42 or so')).toBe('42 or so');
});

it('shows lists and objects as JSON, and nothing for nothing', () => {
  expect(shownValue(['a'])).toBe('[\n  "a"\n]');
  expect(shownValue(undefined)).toBe('');
  expect(shownValue(0)).toBe('0');
});
