import type { Expression } from './expression.ts';
import type { Place } from './flow.ts';
import type { GraphNode, Json } from './graph.ts';
import { callOf, handlesOf, paramsOf } from './node-params.ts';
import { type Comparison, comparisons, type Statement } from './program.ts';
import { parseValue, triggerName } from './texts.ts';

/** The statements of one way out of a node. */
export type Branch = (place: Place) => Statement[];

const usualQuestion = 'May the workflow go on?';

/** What a node is in a program, with what its ways lead to. */
export function statementOf(node: GraphNode, triggerId: string, branch: Branch): Statement {
  const own = { nodeId: node.id, label: node.data.label };
  const params = paramsOf(node);
  const value = (name: string) => resolved(parseValue(params[name] ?? null), triggerId);
  const way = (handle: string) => branch({ nodeId: node.id, handle });
  switch (node.type) {
    case 'logic.condition':
      return {
        ...own,
        kind: 'condition',
        left: value('left'),
        op: comparisonOf(params.op),
        right: value('right'),
        whenTrue: way('true'),
        whenFalse: way('false'),
      };
    case 'logic.switch':
      return {
        ...own,
        kind: 'switch',
        value: value('value'),
        cases: casesOf(node, params, way),
        otherwise: way('default'),
      };
    case 'logic.forEach':
      return { ...own, kind: 'forEach', items: value('items'), body: way('item') };
    case 'logic.delay':
      return { ...own, kind: 'delay', seconds: value('seconds') };
    case 'logic.transform':
      return { ...own, kind: 'transform', fields: entriesOf(params.fields, triggerId) };
    case 'logic.approval':
      return {
        ...own,
        kind: 'approval',
        provider: value('provider'),
        to: value('to'),
        question: params.question ? value('question') : { kind: 'literal', value: usualQuestion },
        whenApproved: way('approved'),
        whenDeclined: way('declined'),
      };
    default:
      return { ...own, kind: 'call', ...resolvedCall(node, triggerId) };
  }
}

function resolvedCall(node: GraphNode, triggerId: string) {
  const call = callOf(node);
  if (!call) throw new Error(`${node.type} does nothing that a program could do`);
  return {
    service: call.service,
    arguments: call.arguments.map(([name, value]) => [name, resolved(value, triggerId)] as const),
  };
}

function comparisonOf(op: Json | undefined): Comparison {
  const known = comparisons.find((comparison) => comparison === op);
  if (!known) throw new Error('There is no such comparison');
  return known;
}

function casesOf(node: GraphNode, { cases }: Record<string, Json>, way: (handle: string) => Statement[]) {
  const texts = Array.isArray(cases) ? cases : [];
  return handlesOf(node)
    .filter((handle) => handle !== 'default')
    .map((handle, index) => ({ equals: String(texts[index]), body: way(handle) }));
}

function entriesOf(fields: Json | undefined, triggerId: string) {
  if (typeof fields !== 'object' || fields === null || Array.isArray(fields))
    throw new Error('Fields must be names with values');
  return Object.entries(fields).map(
    ([name, field]) => [name, resolved(parseValue(field), triggerId)] as const,
  );
}

/** With the trigger's own id where `{{trigger.…}}` stood. */
function resolved(expression: Expression, triggerId: string): Expression {
  switch (expression.kind) {
    case 'reference':
      return expression.nodeId === triggerName ? { ...expression, nodeId: triggerId } : expression;
    case 'text':
      return { kind: 'text', parts: expression.parts.map((part) => resolved(part, triggerId)) };
    case 'list':
      return { kind: 'list', items: expression.items.map((item) => resolved(item, triggerId)) };
    case 'object':
      return {
        kind: 'object',
        entries: expression.entries.map(([name, value]) => [name, resolved(value, triggerId)] as const),
      };
    default:
      return expression;
  }
}
