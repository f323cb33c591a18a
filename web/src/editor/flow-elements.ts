import { type Edge, type Node, type NodeHandle, Position } from '@xyflow/react';
import { handleOf, isTrigger } from '../../../lib/graph/flow.ts';
import type { Graph, GraphEdge, GraphNode } from '../../../lib/graph/graph.ts';
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

// An element that is the same object is not drawn again: typing in one of 200 steps draws one of them.
const drawnNodes = new WeakMap<GraphNode, StepNode>();
const drawnEdges = new WeakMap<GraphEdge, { source: GraphNode; edge: WayEdge }>();

/** What React Flow draws. Sizes and handles are told, so that it need not measure before it draws edges. */
export function stepNodes(
  { nodes, edges }: Graph,
  { nodes: selected }: Selection,
  problemsOf: ReadonlyMap<string, readonly string[]>,
): StepNode[] {
  const heights = new Map(nodes.map(({ id, position }) => [id, position.y]));
  return nodes.map((node) => {
    const ways = uncrossed(waysOut(node), leading(node, edges, heights));
    const problems = problemsOf.get(node.id) ?? [];
    const isSelected = selected.includes(node.id);
    const before = drawnNodes.get(node);
    if (before?.selected === isSelected && isSame(before.data, { ways, problems })) return before;
    const drawn = stepNode({ node, ways, problems }, isSelected);
    drawnNodes.set(node, drawn);
    return drawn;
  });
}

const isSame = (one: Pick<StepNode['data'], 'ways' | 'problems'>, other: typeof one) =>
  one.ways.join() === other.ways.join() && one.problems.join() === other.problems.join();

/** How high the steps stand that a node's ways lead to: of several the uppermost. */
function leading(node: GraphNode, edges: Graph['edges'], heights: ReadonlyMap<string, number>) {
  const tops = new Map<string, number>();
  for (const edge of edges) {
    if (edge.source !== node.id) continue;
    const way = handleOf(edge, node);
    tops.set(way, Math.min(tops.get(way) ?? Number.POSITIVE_INFINITY, heights.get(edge.target) ?? 0));
  }
  return tops;
}

/** Ways that lead up leave above those that lead down; as long as one leads nowhere, all stay in their own order. */
function uncrossed(ways: readonly string[], tops: ReadonlyMap<string, number>): readonly string[] {
  if (ways.length < 2 || !ways.every((way) => tops.has(way))) return ways;
  return ways.toSorted((a, b) => (tops.get(a) ?? 0) - (tops.get(b) ?? 0));
}

function stepNode({ node, ways, problems }: StepNode['data'], selected: boolean): StepNode {
  return {
    id: node.id,
    type: 'step',
    position: node.position,
    data: { node, ways, problems },
    ...nodeSize,
    measured: nodeSize,
    handles: handlesOf(node, ways),
    selected,
    ariaLabel: spoken(node, problems),
  };
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
    const className = selected.nodes.includes(source.id) || selected.nodes.includes(target.id) ? 'live' : '';
    const isSelected = selected.edges.includes(edge.id);
    const before = drawnEdges.get(edge);
    const isSame =
      before?.source === source && before.edge.className === className && before.edge.selected === isSelected;
    if (isSame) return [before.edge];
    const drawn = { ...wayEdge(edge, source), className, selected: isSelected };
    drawnEdges.set(edge, { source, edge: drawn });
    return [drawn];
  });
}

function wayEdge(edge: GraphEdge, source: GraphNode): WayEdge {
  const sourceHandle = handleOf(edge, source);
  return {
    id: edge.id,
    source: edge.source,
    target: edge.target,
    sourceHandle: sourceHandle || null,
    type: 'way',
    data: { words: edgeWords({ ...edge, sourceHandle }, source) },
  };
}
