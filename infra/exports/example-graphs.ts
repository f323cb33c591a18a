import type { Graph, GraphNode, Json } from '../../lib/graph/graph.ts';
import { nodeTypes } from '../../lib/graph/node-types.ts';
import { templates } from '../../lib/graph/templates.ts';

interface NamedGraph {
  name: string;
  graph: Graph;
}

export function node(id: string, type: string, params: Record<string, Json>, label = id): GraphNode {
  return { id, type, position: { x: 0, y: 0 }, data: { label, params, credentials: [] } };
}

/** Edges as `order → check` or `check true → ship`. */
export function edges(...ways: string[]): Graph['edges'] {
  return ways.map((way, index) => {
    const [from = '', target = ''] = way.split(' → ');
    const [source = '', sourceHandle] = from.split(' ');
    return { id: `e${index}`, source, target, ...(sourceHandle ? { sourceHandle } : {}) };
  });
}

/** Each node type with its own example, behind a webhook where it is no trigger. */
const examples: readonly NamedGraph[] = nodeTypes.map(({ type, family, example }) => {
  const own = node('example', type, example as Record<string, Json>);
  const name = type.replace('.', '-');
  if (family === 'trigger') return { name, graph: { nodes: [own], edges: [] } };
  const hook = node('hook', 'trigger.webhook', { path: '/orders' });
  return { name, graph: { nodes: [hook, own], edges: edges('hook → example') } };
});

export const namedGraphs: readonly NamedGraph[] = [
  ...examples,
  ...templates.map(({ id, nodes, edges: ways }) => ({
    name: id,
    graph: { nodes: [...nodes], edges: [...ways] },
  })),
];
