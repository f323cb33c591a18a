import type { Json } from './graph.ts';
import type { Comparison } from './program.ts';

// What programs do with values, in the words of both languages' support code: what is written here, `python/support`
// and `typescript/support` do too.

/** A part of a value; null where there is none. */
export function partOf(value: Json, path: readonly (string | number)[]): Json {
  return path.reduce<Json>((whole, step) => stepInto(whole, step), value);
}

function stepInto(value: Json, step: string | number): Json {
  if (typeof value !== 'object' || value === null) return null;
  if (Array.isArray(value)) return typeof step === 'number' ? (value[step] ?? null) : null;
  return typeof step === 'string' && Object.hasOwn(value, step) ? (value[step] ?? null) : null;
}

/** A value among words: nothing for null, JSON without spaces for lists and objects. */
export function textOf(value: Json): string {
  if (value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

const decimal = /^[ \t\r\n]*[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)(e[+-]?[0-9]+)?[ \t\r\n]*$/i;

/** A number, or a text that reads as one; undefined of anything else. */
export function numberOf(value: Json): number | undefined {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && decimal.test(value) ? Number(value) : undefined;
}

/** Both as numbers when both read as numbers, else as texts. */
export function compare(left: Json, op: Comparison, right: Json): boolean {
  if (op === 'exists') return isThere(left);
  if (op === 'contains') return contains(left, right);
  const [a, b] = [numberOf(left), numberOf(right)];
  if (a !== undefined && b !== undefined) return ordered(a, op, b);
  return ordered(textOf(left), op, textOf(right));
}

function ordered<T extends string | number>(
  left: T,
  op: Exclude<Comparison, 'exists' | 'contains'>,
  right: T,
): boolean {
  switch (op) {
    case '==':
      return left === right;
    case '!=':
      return left !== right;
    case '>':
      return left > right;
    case '>=':
      return left >= right;
    case '<':
      return left < right;
    case '<=':
      return left <= right;
  }
}

/** Neither null nor an empty text, list or object. */
function isThere(value: Json): boolean {
  if (value === null || value === '') return false;
  return typeof value !== 'object' || Object.keys(value).length > 0;
}

/** A list one of whose items equals it, or a text that it is a part of. */
function contains(whole: Json, part: Json): boolean {
  if (Array.isArray(whole)) return whole.some((item) => compare(item, '==', part));
  return textOf(whole).includes(textOf(part));
}

/** What a loop goes through: a list, nothing for null, and anything else as the only item. */
export function itemsOf(value: Json): Json[] {
  if (value === null) return [];
  return Array.isArray(value) ? value : [value];
}
