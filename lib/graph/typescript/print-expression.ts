import type { Expression } from '../expression.ts';
import type { Json } from '../graph.ts';
import { plainLiteral, propertyName, quoted } from './literal.ts';
import { printText } from './print-text.ts';

/** What the program calls the result of a node. */
export type VariableOf = (nodeId: string) => string;

const width = 100;
export const step = '  ';

/** A list or an object: what its parts begin with, and their values. */
interface Shape {
  open: string;
  close: string;
  parts: readonly (readonly [before: string, value: Expression])[];
}

/**
 * An expression as TypeScript, broken over lines where it does not fit. `indent` is that of the line it stands in,
 * `column` where it begins there.
 */
export function printExpression(
  expression: Expression,
  variableOf: VariableOf,
  { indent, column }: { indent: string; column: number },
): string {
  const line = onOneLine(expression, variableOf, width - column);
  if (line !== undefined) return line;
  const shape = shapeOf(expression);
  if (!shape) return printLeaf(expression, variableOf, indent);
  const inner = indent + step;
  const parts = shape.parts.map(([before, value]) => {
    const place = { indent: inner, column: inner.length + before.length + 1 };
    return `${inner}${before}${printExpression(value, variableOf, place)},`;
  });
  return `${shape.open}\n${parts.join('\n')}\n${indent}${shape.close}`;
}

/** Gives up as soon as it is too long, so that what is nested deeply is not written once for each level. */
function onOneLine(expression: Expression, variableOf: VariableOf, room: number): string | undefined {
  let line = '';
  for (const token of tokens(expression, variableOf)) {
    line += token;
    if (line.length > room || token.includes('\n')) return undefined;
  }
  return line;
}

function* tokens(expression: Expression, variableOf: VariableOf): Generator<string> {
  const shape = shapeOf(expression);
  if (!shape) {
    yield printLeaf(expression, variableOf, '');
    return;
  }
  const space = shape.open === '{' && shape.parts.length > 0 ? ' ' : '';
  yield shape.open + space;
  for (const [index, [before, value]] of shape.parts.entries()) {
    yield (index === 0 ? '' : ', ') + before;
    yield* tokens(value, variableOf);
  }
  yield space + shape.close;
}

function printLeaf(expression: Expression, variableOf: VariableOf, indent: string): string {
  switch (expression.kind) {
    case 'reference':
      return printReference(expression, variableOf);
    case 'environment':
      return `setting(${quoted(expression.name)})`;
    case 'text':
      return printText(expression.parts, (part) => printLeaf(part, variableOf, ''), indent);
    case 'literal':
      return printPlain(expression.value, indent);
    default:
      throw new Error(`A ${expression.kind} is no leaf`);
  }
}

function printReference(
  { nodeId, path }: Extract<Expression, { kind: 'reference' }>,
  variableOf: VariableOf,
): string {
  const steps = path.map((name) => (typeof name === 'number' ? String(name) : quoted(name)));
  return steps.length === 0 ? variableOf(nodeId) : `part(${[variableOf(nodeId), ...steps].join(', ')})`;
}

function printPlain(value: Json, indent: string): string {
  if (typeof value === 'string') return printText([{ kind: 'literal', value }], () => '', indent);
  if (typeof value === 'object' && value !== null) throw new Error('A list or an object is no leaf');
  return plainLiteral(value);
}

function shapeOf(expression: Expression): Shape | undefined {
  if (expression.kind === 'list') return listOf(expression.items);
  if (expression.kind === 'object') return objectOf(expression.entries);
  if (expression.kind !== 'literal') return undefined;
  const { value } = expression;
  if (typeof value !== 'object' || value === null) return undefined;
  if (Array.isArray(value)) return listOf(value.map(literal));
  return objectOf(Object.entries(value).map(([name, part]) => [name, literal(part)]));
}

const literal = (value: Json): Expression => ({ kind: 'literal', value });

const listOf = (items: readonly Expression[]): Shape => ({
  open: '[',
  close: ']',
  parts: items.map((item) => ['', item]),
});

const objectOf = (entries: readonly (readonly [name: string, value: Expression])[]): Shape => ({
  open: '{',
  close: '}',
  parts: entries.map(([name, value]) => [`${propertyName(name)}: `, value]),
});
