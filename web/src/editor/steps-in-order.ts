import { flowOf } from '../../../lib/graph/flow.ts';
import type { Graph, GraphNode } from '../../../lib/graph/graph.ts';

/** As the workflow runs, then what it does not reach: the order of the list of steps and of the Tab key. */
export function stepsInOrder(graph: Graph): GraphNode[] {
  const { order } = flowOf(graph);
  const reached = new Set(order);
  return [...order, ...graph.nodes.filter((node) => !reached.has(node))];
}
