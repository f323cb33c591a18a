import type { Expression } from '../expression.ts';
import { quoted, templatePart } from './literal.ts';

/** Mails have many lines: a text from here on has each on a line of its own. */
const longText = 60;

type Words = { kind: 'literal'; value: string };

/** A text put together of words and values; `print` brings a value that is no text. */
export function printText(
  parts: readonly Expression[],
  print: (part: Expression) => string,
  indent: string,
): string {
  const lines = sizeOf(parts) < longText ? [parts] : linesOf(parts);
  return lines.map((line) => printLine(line, print)).join(` +\n${indent}  `);
}

function printLine(parts: readonly Expression[], print: (part: Expression) => string): string {
  if (parts.every(isWords)) return quoted(parts.map(({ value }) => value).join(''));
  return `\`${parts.map((part) => printPart(part, print)).join('')}\``;
}

function printPart(part: Expression, print: (part: Expression) => string): string {
  if (isWords(part)) return templatePart(part.value);
  return part.kind === 'environment' ? `\${${print(part)}}` : `\${text(${print(part)})}`;
}

const isWords = (part: Expression): part is Words =>
  part.kind === 'literal' && typeof part.value === 'string';

/** The same parts, with a new line after each line end. */
function linesOf(parts: readonly Expression[]): Expression[][] {
  const lines: Expression[][] = [];
  let line: Expression[] = [];
  const end = () => {
    if (line.length > 0) lines.push(line);
    line = [];
  };
  for (const part of parts.flatMap(splitWords)) {
    line.push(part);
    if (isWords(part) && part.value.endsWith('\n')) end();
  }
  end();
  return lines;
}

const splitWords = (part: Expression): Expression[] =>
  isWords(part) ? part.value.split(/(?<=\n)/).map((value) => ({ kind: 'literal', value })) : [part];

const sizeOf = (parts: readonly Expression[]) =>
  parts.reduce((size, part) => size + (isWords(part) ? part.value.length : 10), 0);
