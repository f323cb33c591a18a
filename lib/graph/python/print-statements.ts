import type { Expression } from '../expression.ts';
import { type Line, linesOf } from '../line.ts';
import type { Comparison, Statement } from '../program.ts';
import { statementsIn } from '../statements.ts';
import { brackets, type Doc, layOutLines, leaf, step } from './layout.ts';
import { commentText, quoted } from './literal.ts';
import { printExpression, type VariableOf } from './print-expression.ts';
import { snakeCase } from './snake-case.ts';

export interface Scope {
  variableOf: VariableOf;
  flagOf(flag: string): string;
  /** How often anything reads what a node brought about: in a block, or in the whole program. */
  readsIn(nodeId: string, block: readonly Statement[]): number;
  readsInAll(nodeId: string): number;
  commented: boolean;
}

type Of<Kind extends Statement['kind']> = Extract<Statement, { kind: Kind }>;
type Block = readonly Statement[];
type Given = readonly (readonly [name: string, value: Expression])[];

/** Statements of one block in their order. */
export function printBlock(block: Block, scope: Scope, indent: string): Line[] {
  if (block.length === 0) return [{ text: `${indent}pass` }];
  const begun = new Set<string>();
  return block.flatMap((statement) => [
    ...flagsBefore(statement, block, begun, scope, indent),
    ...labelOf(statement, scope, indent),
    ...printStatement(statement, scope, indent),
  ]);
}

/** Where branches meet again is not reached yet before they part. */
function flagsBefore(
  statement: Statement,
  block: Block,
  begun: Set<string>,
  scope: Scope,
  indent: string,
): Line[] {
  const set = new Set(
    statementsIn([statement]).flatMap((inner) => (inner.kind === 'reached' ? [inner.flag] : [])),
  );
  const awaited = block.flatMap((other) => (other.kind === 'whenReached' ? [other.flag] : []));
  const begins = awaited.filter((flag) => set.has(flag) && !begun.has(flag));
  for (const flag of begins) begun.add(flag);
  return begins.map((flag) => ({ text: `${indent}${scope.flagOf(flag)} = False` }));
}

function labelOf({ kind, label, nodeId }: Statement, scope: Scope, indent: string): Line[] {
  const words = commentText(label);
  if (!scope.commented || words === '' || kind === 'reached' || kind === 'whenReached') return [];
  return [{ text: `${indent}# ${words}`, nodeId }];
}

function printStatement(statement: Statement, scope: Scope, indent: string): Line[] {
  const { nodeId } = statement;
  const lines = (before: string, doc: Doc, after = '') =>
    linesOf(layOutLines(indent, before, doc, after).join('\n'), nodeId);
  switch (statement.kind) {
    case 'call': {
      const result = scope.readsInAll(nodeId) > 0 ? `${scope.variableOf(nodeId)} = ` : '';
      return lines(result, callOf(statement.service, statement.arguments, scope));
    }
    case 'delay':
      return lines('', callOf('wait', [['seconds', statement.seconds]], scope));
    case 'transform':
      return lines(
        `${scope.variableOf(nodeId)} = `,
        printExpression({ kind: 'object', entries: statement.fields }, scope.variableOf),
      );
    case 'condition':
      return printCondition(statement, 'if', scope, indent);
    case 'switch':
      return printSwitch(statement, scope, indent);
    case 'forEach':
      return printForEach(statement, scope, indent);
    case 'approval':
      return printApproval(statement, scope, indent);
    case 'whenReached':
      return [
        { text: `${indent}if ${scope.flagOf(statement.flag)}:` },
        ...printBlock(statement.body, scope, indent + step),
      ];
    case 'reached':
      return [{ text: `${indent}${scope.flagOf(statement.flag)} = True` }];
  }
}

const optional: Readonly<Record<string, readonly string[]>> = {
  httpRequest: ['headers', 'body', 'onFailure'],
  stripeCustomer: ['email', 'customerId', 'name'],
  stripeRefund: ['amountCents', 'reason'],
  sendWebhook: ['message', 'body'],
  promptModel: ['model', 'maxTokens'],
};

/** Whether a call goes without an argument: it says nothing, and the service does not need it. */
const isLeftOut = (service: string, name: string, value: Expression) =>
  value.kind === 'literal' && value.value === null && optional[service]?.includes(name);

function callOf(service: string, given: Given, { variableOf }: Scope): Doc {
  const parts = given
    .filter(([name, value]) => !isLeftOut(service, name, value))
    .map(([name, value]) => ({ before: `${snakeCase(name)}=`, doc: printExpression(value, variableOf) }));
  return brackets(`services.${snakeCase(service)}(`, parts, ')');
}

function printCondition(
  statement: Of<'condition'>,
  word: 'if' | 'elif',
  scope: Scope,
  indent: string,
): Line[] {
  const { whenTrue, whenFalse, nodeId } = statement;
  const turned = whenTrue.length === 0 && whenFalse.length > 0;
  const test = testOf(statement, scope);
  const head = layOutLines(indent, `${word} ${turned ? 'not ' : ''}`, test, ':');
  return [
    ...linesOf(head.join('\n'), nodeId),
    ...printBlock(turned ? whenFalse : whenTrue, scope, indent + step),
    ...(turned ? [] : printElse(whenFalse, scope, indent)),
  ];
}

const functions: Partial<Record<Comparison, string>> = { contains: 'contains', exists: 'exists' };

function testOf({ left, op, right }: Of<'condition'>, { variableOf }: Scope): Doc {
  const value = (side: Expression) => ({ before: '', doc: printExpression(side, variableOf) });
  const named = functions[op];
  if (op === 'exists') return brackets('exists(', [value(left)], ')');
  const between = named ? [] : [{ before: '', doc: leaf(quoted(op)) }];
  return brackets(`${named ?? 'compare'}(`, [value(left), ...between, value(right)], ')');
}

/** `elif` where nothing but another condition follows. */
function printElse(block: Block, scope: Scope, indent: string): Line[] {
  const [only, ...more] = block;
  if (!only) return [];
  if (only.kind === 'condition' && more.length === 0)
    return [...labelOf(only, scope, indent), ...printCondition(only, 'elif', scope, indent)];
  return [{ text: `${indent}else:` }, ...printBlock(block, scope, indent + step)];
}

function printSwitch(
  { value, cases, otherwise, nodeId }: Of<'switch'>,
  scope: Scope,
  indent: string,
): Line[] {
  const subject = brackets('text(', [{ before: '', doc: printExpression(value, scope.variableOf) }], ')');
  const inner = indent + step;
  const ways = [
    ...cases.map(({ equals, body }) => [quoted(equals), body] as const),
    ...(otherwise.length > 0 ? [['_', otherwise] as const] : []),
  ];
  return [
    ...linesOf(layOutLines(indent, 'match ', subject, ':').join('\n'), nodeId),
    ...ways.flatMap(([pattern, body]) => [
      { text: `${inner}case ${pattern}:` },
      ...printBlock(body, scope, inner + step),
    ]),
  ];
}

function printForEach({ items, body, nodeId }: Of<'forEach'>, scope: Scope, indent: string): Line[] {
  const all = brackets('numbered(', [{ before: '', doc: printExpression(items, scope.variableOf) }], ')');
  const variable = scope.variableOf(nodeId);
  const named = scope.readsIn(nodeId, body) > 0 ? variable : '_';
  const counted = scope.readsInAll(nodeId) > scope.readsIn(nodeId, body);
  const count = layOutLines(indent, `${variable} = {"count": len(`, all, ')}').join('\n');
  return [
    ...linesOf(layOutLines(indent, `for ${named} in `, all, ':').join('\n'), nodeId),
    ...printBlock(body, scope, indent + step),
    ...(counted ? linesOf(count, nodeId) : []),
  ];
}

function printApproval(statement: Of<'approval'>, scope: Scope, indent: string): Line[] {
  const { provider, to, question, whenApproved, whenDeclined, nodeId } = statement;
  const variable = scope.variableOf(nodeId);
  const branches = whenApproved.length + whenDeclined.length > 0;
  const isUsed = branches || scope.readsInAll(nodeId) > 0;
  const asked = callOf(
    'askApproval',
    [
      ['provider', provider],
      ['to', to],
      ['question', question],
    ],
    scope,
  );
  const turned = whenApproved.length === 0;
  return [
    ...linesOf(layOutLines(indent, isUsed ? `${variable} = ` : '', asked, '').join('\n'), nodeId),
    ...(branches
      ? [
          { text: `${indent}if ${turned ? 'not ' : ''}${variable}["approved"]:`, nodeId },
          ...printBlock(turned ? whenDeclined : whenApproved, scope, indent + step),
          ...(turned ? [] : printElse(whenDeclined, scope, indent)),
        ]
      : []),
  ];
}
