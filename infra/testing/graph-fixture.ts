import type { CredentialService, Graph, Json } from '../../lib/graph/graph.ts';
import { nodeTypeOf } from '../../lib/graph/node-types.ts';

type Told = readonly [
  type: string,
  params?: Record<string, Json>,
  credentials?: readonly CredentialService[],
];

/**
 * A graph in few words: nodes by their ids, each with the parameters of its type's example unless it has its own, and
 * edges as `order > ship` or `isLarge true > ship`.
 */
export function graphOf(nodes: Record<string, Told>, ...edges: string[]): Graph {
  return {
    nodes: Object.entries(nodes).map(([id, [type, params, credentials = []]]) => ({
      id,
      type,
      position: { x: 0, y: 0 },
      data: {
        label: id,
        params: params ?? (nodeTypeOf(type)?.example as Record<string, Json> | undefined) ?? {},
        credentials: [...credentials],
      },
    })),
    edges: edges.map((told, index) => {
      const [from = '', target = ''] = told.split(' > ');
      const [source = '', sourceHandle] = from.split(' ');
      return { id: `e${index + 1}`, source, target, ...(sourceHandle ? { sourceHandle } : {}) };
    }),
  };
}
