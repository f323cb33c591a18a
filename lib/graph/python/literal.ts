import type { Json } from '../graph.ts';

/** What ends a text, is not seen, or turns the direction of writing: all of it is written by its number. */
const unsafe = /[\\"\p{C}\p{Zl}\p{Zp}\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/gu;
const named: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '"': '\\"',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

/** The inside of a text between double quotes. Halves of a pair alone are written by their number, too. */
export function escaped(text: string): string {
  return text.replace(unsafe, (character) => named[character] ?? byNumber(character.codePointAt(0) ?? 0));
}

function byNumber(code: number): string {
  if (code < 0x100) return `\\x${code.toString(16).padStart(2, '0')}`;
  if (code < 0x10000) return `\\u${code.toString(16).padStart(4, '0')}`;
  return `\\U${code.toString(16).padStart(8, '0')}`;
}

/** A text as Python has it. */
export const quoted = (text: string) => `"${escaped(text)}"`;

/** Numbers, texts, true, false and null. */
export function plainLiteral(value: Exclude<Json, object> | null): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'string') return quoted(value);
  return Object.is(value, -0) ? '-0.0' : String(value);
}

/** Without anything that ends a comment or begins a new line. */
export function commentText(text: string): string {
  return text.replace(/[\p{C}\p{Z}\s]+/gu, ' ').trim();
}

/** The inside of a docstring of several lines, which ends with a line of its own. */
export function docstringText(text: string): string {
  return text
    .split(/\r\n|\n|\r/)
    .map((line) => line.replace(/[\p{C}\p{Z}\s]+/gu, ' ').trimEnd())
    .join('\n')
    .replaceAll('\\', '\\\\')
    .replaceAll('"""', '\\"\\"\\"');
}
