import { type Edge, type Node, type NodeHandle, Position } from '@xyflow/react';
import { handleOf, isTrigger } from '../../../lib/graph/flow.ts';
import type { Graph, GraphNode } from '../../../lib/graph/graph.ts';
import { nodeSize } from '../../../lib/graph/layout.ts';
import { nodeTypeOf } from '../../../lib/graph/node-types.ts';
import { edgeWords } from '../graph-view/edge-words.ts';
import type { Selection } from './editor-reducer.ts';
import { waysOut } from './ways.ts';

export type WayEdge = Edge<{ words: string }, 'way'>;
export type StepNode = Node<
  { node: GraphNode; ways: readonly string[]; problems: readonly string[] },
  'step'
>;

const handleSize = 12;

/** Where the ways out of a node leave it: spread over its right side, in their order. */
export const wayTop = (index: number, count: number) => (nodeSize.height * (index + 1)) / (count + 1);

/** What React Flow draws. Sizes and handles are told, so that it need not measure before it draws edges. */
export function stepNodes(
  order: readonly GraphNode[],
  { nodes: selected }: Selection,
  problemsOf: ReadonlyMap<string, readonly string[]>,
): StepNode[] {
  return order.map((node) => {
    const ways = waysOut(node);
    const problems = problemsOf.get(node.id) ?? [];
    return {
      id: node.id,
      type: 'step',
      position: node.position,
      data: { node, ways, problems },
      ...nodeSize,
      measured: nodeSize,
      handles: handlesOf(node, ways),
      selected: selected.includes(node.id),
      ariaLabel: spoken(node, problems),
    };
  });
}

function spoken({ data, type }: GraphNode, problems: readonly string[]): string {
  const wrong = problems.length === 0 ? [] : [`${problems.length} to put right`];
  return [data.label, nodeTypeOf(type)?.title ?? type, ...wrong].join(', ');
}

function handlesOf(node: GraphNode, ways: readonly string[]): NodeHandle[] {
  const size = { width: handleSize, height: handleSize };
  const out = ways.map((way, index): NodeHandle => {
    const y = wayTop(index, ways.length) - handleSize / 2;
    return { id: way || null, type: 'source', position: Position.Right, x: nodeSize.width - 6, y, ...size };
  });
  if (isTrigger(node)) return out;
  const y = (nodeSize.height - handleSize) / 2;
  return [{ id: null, type: 'target', position: Position.Left, x: -6, y, ...size }, ...out];
}

/** An edge is live where it leaves or enters what is selected. */
export function flowEdges({ nodes, edges }: Graph, selected: Selection): WayEdge[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  return edges.flatMap((edge): WayEdge[] => {
    const [source, target] = [byId.get(edge.source), byId.get(edge.target)];
    if (!(source && target)) return [];
    const sourceHandle = handleOf(edge, source);
    const isLive = selected.nodes.includes(source.id) || selected.nodes.includes(target.id);
    return [
      {
        id: edge.id,
        source: source.id,
        target: target.id,
        sourceHandle: sourceHandle || null,
        type: 'way',
        data: { words: edgeWords({ ...edge, sourceHandle }, source) },
        selected: selected.edges.includes(edge.id),
        className: isLive ? 'live' : '',
      },
    ];
  });
}
