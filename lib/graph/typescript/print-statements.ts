import type { Expression } from '../expression.ts';
import { type Line, linesOf } from '../line.ts';
import type { Names } from '../names.ts';
import type { Statement } from '../program.ts';
import { commentText, quoted } from './literal.ts';
import { printExpression, step } from './print-expression.ts';
import { isLeftOut } from './services.ts';
import { refersTo, sets } from './statements-inside.ts';

export interface Scope {
  names: Names;
  /** Each statement below the name of its node. */
  commented: boolean;
}

type Of<Kind extends Statement['kind']> = Extract<Statement, { kind: Kind }>;
type Block = readonly Statement[];

/** Statements of one block in their order. */
export function printBlock(statements: Block, scope: Scope, indent: string): Line[] {
  const begun = new Set<string>();
  return statements.flatMap((statement, index) => [
    ...flagsBefore(statement, statements, begun, scope, indent),
    ...printLabel(statement, scope, indent),
    ...printStatement(statement, statements.slice(index + 1), scope, indent),
  ]);
}

/** Where branches meet again is known before they part. */
function flagsBefore(
  statement: Statement,
  block: Block,
  begun: Set<string>,
  scope: Scope,
  indent: string,
): Line[] {
  const flags = block.flatMap((other) => (other.kind === 'whenReached' ? [other.flag] : []));
  const begins = flags.filter((flag) => !begun.has(flag) && sets(statement, flag));
  for (const flag of begins) begun.add(flag);
  return begins.map((flag) => ({ text: `${indent}let ${scope.names.flag(flag)} = false;` }));
}

function printLabel({ kind, label, nodeId }: Statement, scope: Scope, indent: string): Line[] {
  const words = commentText(label);
  if (!scope.commented || words === '' || kind === 'reached' || kind === 'whenReached') return [];
  return [{ text: `${indent}// ${words}`, nodeId }];
}

function printStatement(statement: Statement, rest: Block, scope: Scope, indent: string): Line[] {
  switch (statement.kind) {
    case 'call':
      return printCall(statement.service, statement.arguments, statement.nodeId, rest, scope, indent);
    case 'delay':
      return printCall('wait', [['seconds', statement.seconds]], statement.nodeId, [], scope, indent);
    case 'transform':
      return printTransform(statement, scope, indent);
    case 'condition':
      return printCondition(statement, scope, indent);
    case 'switch':
      return printSwitch(statement, scope, indent);
    case 'forEach':
      return printForEach(statement, rest, scope, indent);
    case 'approval':
      return printApproval(statement, rest, scope, indent);
    case 'whenReached':
      return [
        { text: `${indent}if (${scope.names.flag(statement.flag)}) {` },
        ...printBlock(statement.body, scope, indent + step),
        { text: `${indent}}` },
      ];
    case 'reached':
      return [{ text: `${indent}${scope.names.flag(statement.flag)} = true;` }];
  }
}

function printCall(
  service: string,
  given: readonly (readonly [name: string, value: Expression])[],
  nodeId: string,
  rest: Block,
  scope: Scope,
  indent: string,
): Line[] {
  const entries = given.filter(([name, value]) => !isLeftOut(service, name, value));
  const result = refersTo(rest, nodeId) ? `const ${scope.names.variable(nodeId)} = ` : '';
  const before = `${indent}${result}await services.${service}(`;
  const argument = print({ kind: 'object', entries }, scope, indent, before.length + 2);
  return linesOf(`${before}${argument});`, nodeId);
}

function printTransform({ fields, nodeId }: Of<'transform'>, scope: Scope, indent: string): Line[] {
  const before = `${indent}const ${scope.names.variable(nodeId)}: Json = `;
  return linesOf(
    `${before}${print({ kind: 'object', entries: fields }, scope, indent, before.length + 1)};`,
    nodeId,
  );
}

function printCondition(statement: Of<'condition'>, scope: Scope, indent: string): Line[] {
  const { left, op, right, whenTrue, whenFalse, nodeId } = statement;
  const [a, b] = [left, right].map((side) => print(side, scope, indent, indent.length));
  const test = { exists: `exists(${a})`, contains: `contains(${a}, ${b})` }[op as string];
  return printBranches(
    test ?? `compare(${a}, ${quoted(op)}, ${b})`,
    [whenTrue, whenFalse],
    nodeId,
    scope,
    indent,
  );
}

function printBranches(
  test: string,
  [whenTrue, whenFalse]: readonly [Block, Block],
  nodeId: string,
  scope: Scope,
  indent: string,
): Line[] {
  const turned = whenTrue.length === 0 && whenFalse.length > 0;
  const first = turned ? whenFalse : whenTrue;
  const second = turned ? [] : whenFalse;
  return [
    ...linesOf(`${indent}if (${turned ? '!' : ''}${test}) {`, nodeId),
    ...printInner(first, scope, indent),
    ...(second.length > 0 ? [{ text: `${indent}} else {` }, ...printInner(second, scope, indent)] : []),
    { text: `${indent}}` },
  ];
}

function printInner(statements: Block, scope: Scope, indent: string): Line[] {
  if (statements.length === 0) return [{ text: `${indent}${step}// Nothing follows.` }];
  return printBlock(statements, scope, indent + step);
}

function printSwitch(
  { value, cases, otherwise, nodeId }: Of<'switch'>,
  scope: Scope,
  indent: string,
): Line[] {
  const ways = [
    ...cases.map(({ equals, body }) => [`case ${quoted(equals)}`, body] as const),
    ...(otherwise.length > 0 || cases.length === 0 ? [['default', otherwise] as const] : []),
  ];
  const inner = indent + step;
  return [
    ...linesOf(`${indent}switch (text(${print(value, scope, indent, indent.length)})) {`, nodeId),
    ...ways.flatMap(([way, body]) => [
      { text: `${inner}${way}: {` },
      ...printInner(body, scope, inner),
      { text: `${inner}${step}break;` },
      { text: `${inner}}` },
    ]),
    { text: `${indent}}` },
  ];
}

function printForEach(
  { items, body, nodeId }: Of<'forEach'>,
  rest: Block,
  scope: Scope,
  indent: string,
): Line[] {
  const variable = scope.names.variable(nodeId);
  const source = `list(${print(items, scope, indent, indent.length)})`;
  const named = refersTo(body, nodeId);
  const head = named ? `const [index, item] of ${source}.entries()` : `const _ of ${source}`;
  const counted = `${indent}const ${variable}: Json = { count: ${source}.length };`;
  return [
    ...linesOf(`${indent}for (${head}) {`, nodeId),
    ...(named ? [{ text: `${indent}${step}const ${variable}: Json = { item, index };`, nodeId }] : []),
    ...printInner(body, scope, indent),
    { text: `${indent}}` },
    ...(refersTo(rest, nodeId) ? linesOf(counted) : []),
  ];
}

function printApproval(statement: Of<'approval'>, rest: Block, scope: Scope, indent: string): Line[] {
  const { provider, to, question, whenApproved, whenDeclined, nodeId } = statement;
  const variable = scope.names.variable(nodeId);
  const branches = whenApproved.length + whenDeclined.length > 0;
  const isUsed = branches || refersTo(rest, nodeId);
  const before = `${indent}${isUsed ? `const ${variable} = ` : ''}await services.askApproval(`;
  const entries = [['provider', provider] as const, ['to', to] as const, ['question', question] as const];
  const asked = `${before}${print({ kind: 'object', entries }, scope, indent, before.length + 2)});`;
  return [
    ...linesOf(asked, nodeId),
    ...(branches
      ? printBranches(`${variable}.approved`, [whenApproved, whenDeclined], nodeId, scope, indent)
      : []),
  ];
}

function print(expression: Expression, scope: Scope, indent: string, column: number): string {
  return printExpression(expression, scope.names.variable, { indent, column });
}
