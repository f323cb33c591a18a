import type { Piece } from '../piece.ts';

// What they do, `lib/graph/values.ts` says and the tests compare.

export const part: Piece = {
  text: `/** A part of a value; null where there is none. */
function part(value: Json, ...path: (string | number)[]): Json {
  let found = value;
  for (const step of path) {
    if (typeof found !== 'object' || found === null) return null;
    if (Array.isArray(found)) found = (typeof step === 'number' ? found[step] : null) ?? null;
    else found = (Object.hasOwn(found, step) ? found[step] : null) ?? null;
  }
  return found;
}`,
};

export const text: Piece = {
  text: `/** A value among words: nothing for null, JSON for lists and objects. */
function text(value: Json | undefined): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}`,
};

export const list: Piece = {
  text: `/** A list as it is, nothing for null, and anything else as the only item. */
function list(value: Json): Json[] {
  if (value === null) return [];
  return Array.isArray(value) ? value : [value];
}`,
};

export const number: Piece = {
  text: `function numberOf(value: Json): number | undefined {
  if (typeof value === 'number') return value;
  const decimal = /^[ \\t\\r\\n]*[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)(e[+-]?[0-9]+)?[ \\t\\r\\n]*$/i;
  return typeof value === 'string' && decimal.test(value) ? Number(value) : undefined;
}`,
};

export const compare: Piece = {
  needs: [number, text],
  text: `type Comparison = '==' | '!=' | '>' | '>=' | '<' | '<=';

/** As numbers when both sides read as numbers, else as texts. */
function compare(left: Json, op: Comparison, right: Json): boolean {
  const [a, b] = [numberOf(left), numberOf(right)];
  if (a !== undefined && b !== undefined) return isOrdered(a, op, b);
  return isOrdered(text(left), op, text(right));
}

function isOrdered<T extends string | number>(left: T, op: Comparison, right: T): boolean {
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
}`,
};

export const contains: Piece = {
  needs: [compare, text],
  text: `/** A list one of whose items equals it, or a text that it is a part of. */
function contains(whole: Json, wanted: Json): boolean {
  if (Array.isArray(whole)) return whole.some((item) => compare(item, '==', wanted));
  return text(whole).includes(text(wanted));
}`,
};

export const exists: Piece = {
  text: `/** Neither null nor an empty text, list or object. */
function exists(value: Json): boolean {
  if (value === null || value === '') return false;
  return typeof value !== 'object' || Object.keys(value).length > 0;
}`,
};
