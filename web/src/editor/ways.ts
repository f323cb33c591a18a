import { handleOf, isTrigger } from '../../../lib/graph/flow.ts';
import type { Graph, GraphEdge, GraphNode } from '../../../lib/graph/graph.ts';
import type { NodeType } from '../../../lib/graph/node-type.ts';
import { nodeTypeOf } from '../../../lib/graph/node-types.ts';
import { edgeWords } from '../graph-view/edge-words.ts';

/** The ways out of a node; while its parameters are being written and do not check, those of the type's example. */
export function waysOut({ type: name, data }: Pick<GraphNode, 'type' | 'data'>): readonly string[] {
  const type = nodeTypeOf(name);
  if (!type) return [];
  return handlesWith(type, data.params) ?? handlesWith(type, type.example) ?? [];
}

function handlesWith(type: NodeType, params: unknown): readonly string[] | undefined {
  const read = type.params.safeParse(params);
  return read.success ? type.handles(read.data) : undefined;
}

/** An edge that is not there yet; undefined when it is, or can lead nowhere. */
export function newEdge(
  graph: Graph,
  from: { nodeId: string; handle: string },
  target: string,
): GraphEdge | undefined {
  const source = graph.nodes.find(({ id }) => id === from.nodeId);
  const end = graph.nodes.find(({ id }) => id === target);
  if (!(source && end) || source === end || isTrigger(end)) return undefined;
  if (edgesFrom(graph, source, from.handle).some((edge) => edge.target === target)) return undefined;
  const parts = [from.nodeId, from.handle, target].filter((part) => part !== '');
  const id = freeName(
    parts.join('-').slice(0, 130),
    graph.edges.map((edge) => edge.id),
  );
  return {
    id,
    source: from.nodeId,
    target,
    ...(from.handle === '' ? {} : { sourceHandle: from.handle }),
  };
}

export function edgesFrom(graph: Graph, source: GraphNode, handle: string): GraphEdge[] {
  return graph.edges.filter((edge) => edge.source === source.id && handleOf(edge, source) === handle);
}

/** The name itself, or with the first number after it that nothing bears yet. */
export function freeName(wanted: string, taken: readonly string[]): string {
  if (!taken.includes(wanted)) return wanted;
  let number = 2;
  while (taken.includes(`${wanted}${number}`)) number += 1;
  return `${wanted}${number}`;
}

/** A way out as people call it, a case by its text; empty where there is only one. */
export const wayWords = (node: GraphNode, handle: string) =>
  edgeWords({ id: '', source: node.id, target: '', sourceHandle: handle }, node);
