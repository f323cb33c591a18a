import type { GraphNode, Json } from './graph.ts';
import type { ServiceCall } from './node-type.ts';
import { nodeTypeOf } from './node-types.ts';

/** The parameters of a checked node as its type reads them, with what was left out filled in. */
export function paramsOf(node: GraphNode): Record<string, Json> {
  return typeOf(node).params.parse(node.data.params) as Record<string, Json>;
}

export function handlesOf(node: GraphNode): readonly string[] {
  return typeOf(node).handles(paramsOf(node));
}

/** What does an action's work; undefined of triggers and logic. */
export function callOf(node: GraphNode): ServiceCall | undefined {
  return typeOf(node).call?.(paramsOf(node));
}

function typeOf(node: GraphNode) {
  const type = nodeTypeOf(node.type);
  if (!type) throw new Error(`There is no node type ${node.type}`);
  return type;
}
