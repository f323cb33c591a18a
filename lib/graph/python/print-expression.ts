import type { Expression } from '../expression.ts';
import type { Json } from '../graph.ts';
import { brackets, type Doc, leaf } from './layout.ts';
import { plainLiteral, quoted } from './literal.ts';
import { printText, type TextPart } from './print-text.ts';

/** The source of what a node brought about. */
export type VariableOf = (nodeId: string) => string;

export function printExpression(expression: Expression, variableOf: VariableOf): Doc {
  const print = (part: Expression) => printExpression(part, variableOf);
  switch (expression.kind) {
    case 'literal':
      return printJson(expression.value);
    case 'reference':
      return leaf(printReference(expression, variableOf, quoted));
    case 'environment':
      return leaf(`setting(${quoted(expression.name)})`);
    case 'text':
      return printText(expression.parts.map((part) => textPart(part, variableOf)));
    case 'list':
      return list(expression.items.map(print));
    case 'object':
      return dict(expression.entries.map(([name, value]) => [name, print(value)]));
  }
}

export function printJson(value: Json): Doc {
  if (typeof value === 'string') return printText([{ words: value }]);
  if (typeof value !== 'object' || value === null) return leaf(plainLiteral(value));
  if (Array.isArray(value)) return list(value.map(printJson));
  return dict(Object.entries(value).map(([name, part]) => [name, printJson(part)]));
}

const list = (items: readonly Doc[]) =>
  brackets(
    '[',
    items.map((doc) => ({ before: '', doc })),
    ']',
  );

const dict = (entries: readonly (readonly [name: string, doc: Doc])[]) =>
  brackets(
    '{',
    entries.map(([name, doc]) => ({ before: `${quoted(name)}: `, doc })),
    '}',
  );

function printReference(
  { nodeId, path }: Extract<Expression, { kind: 'reference' }>,
  variableOf: VariableOf,
  quote: (text: string) => string,
): string {
  const steps = path.map((step) => (typeof step === 'number' ? String(step) : quote(step)));
  const variable = variableOf(nodeId);
  return steps.length === 0 || variable === 'None' ? variable : `part(${[variable, ...steps].join(', ')})`;
}

function textPart(part: Expression, variableOf: VariableOf): TextPart {
  switch (part.kind) {
    case 'literal':
      return typeof part.value === 'string'
        ? { words: part.value }
        : { source: `text(${plainInText(part.value)})` };
    case 'reference':
      return { source: `text(${printReference(part, variableOf, quotedInText)})` };
    case 'environment':
      return { source: `setting(${quotedInText(part.name)})` };
    default:
      throw new Error(`A ${part.kind} is no part of a text`);
  }
}

function plainInText(value: Json): string {
  if (typeof value === 'object' && value !== null) throw new Error('A text has no lists and objects in it');
  return plainLiteral(value);
}

/** Python 3.11 has neither double quotes nor backslashes between the braces of a text; references have none. */
function quotedInText(name: string): string {
  if (!/^[\p{L}\p{N}_$-]+$/u.test(name)) throw new Error('A reference has a part that no text can have');
  return `'${name}'`;
}
