import type { Flow } from '../flow.ts';
import type { Graph, GraphNode } from '../graph.ts';
import { nodeTypeOf } from '../node-types.ts';
import { parseText, type Reference, referencesIn, triggerName, unreadableIn } from '../texts.ts';
import { partsOf } from './output-parts.ts';
import { type ParamText, paramTexts } from './param-texts.ts';
import { type GraphProblem, pathText } from './problem.ts';

/** References point to what has always been run before, and to a part that its output can have. */
export function wrongReferences(graph: Graph, flow: Flow): GraphProblem[] {
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
  const find = (id: string) => (id === triggerName ? flow.trigger : nodes.get(id));
  return paramTexts(graph)
    .filter(({ isName }) => !isName)
    .flatMap((found) => [
      ...unreadable(found),
      ...referencesIn(parseText(found.text)).flatMap((reference) =>
        wrongReference(found, reference, find(reference.nodeId), flow),
      ),
    ]);
}

function unreadable({ node, text, path }: ParamText): GraphProblem[] {
  return unreadableIn(text).map((braces) => ({
    code: 'unreadable_reference',
    message: `${braces} is no reference; they look like {{trigger.items[0].price}} or {{env.NAME}}`,
    path: pathText(path),
    nodeId: node.id,
  }));
}

function wrongReference(
  { node, path }: ParamText,
  reference: Reference,
  target: GraphNode | undefined,
  flow: Flow,
): GraphProblem[] {
  const at = { path: pathText(path), nodeId: node.id };
  if (!target)
    return [
      { code: 'unknown_reference', message: `There is no node “${reference.nodeId}” to refer to`, ...at },
    ];
  const message = wrongPart(target, reference, flow.loopsAround(node.id).includes(target.id));
  if (message) return [{ code: 'unknown_reference', message, ...at }];
  // What cannot be reached is told by another rule.
  const isReached = flow.order.some(({ id }) => id === node.id);
  if (!isReached || flow.before(node.id).some(({ nodeId }) => nodeId === target.id)) return [];
  return [
    {
      code: 'reference_too_early',
      message: `“${target.data.label || target.id}” has not always been run before this node`,
      ...at,
    },
  ];
}

function wrongPart(target: GraphNode, { path }: Reference, isInBody: boolean): string | undefined {
  const type = nodeTypeOf(target.type);
  if (!type) return undefined;
  if (type.sampleOutput === null) return `${type.title} brings nothing that could be referred to`;
  const parts = partsOf(target, type, isInBody);
  const [first] = path;
  if (!parts || first === undefined || parts.includes(String(first))) return undefined;
  return `“${target.data.label || target.id}” brings no “${first}”; it has ${parts.join(', ')}`;
}
