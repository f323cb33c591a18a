import { isTrigger } from '../../../lib/graph/flow.ts';
import type { Graph, GraphNode } from '../../../lib/graph/graph.ts';
import { nodeSize } from '../../../lib/graph/layout.ts';
import type { NodeType } from '../../../lib/graph/node-type.ts';
import { edgesFrom, freeName, newEdge, waysOut } from './ways.ts';

export interface Point {
  x: number;
  y: number;
}

/** From one node's left edge to the next one's. */
const stepRight = 300;
const stepDown = 104;

/** `email.send` → `emailSend`, which also becomes the name of its value in the code. */
const idOf = ({ type }: NodeType) => type.replace(/\.(\w)/, (_, letter: string) => letter.toUpperCase());

/** A node of this type with the type's example, so that there is code at once. */
function freshNode(graph: Graph, type: NodeType, position: Point): GraphNode {
  const taken = graph.nodes.map(({ id }) => id);
  const read = type.params.safeParse(type.example);
  return {
    id: freeName(idOf(type), taken),
    type: type.type,
    position,
    data: {
      label: type.title,
      // Catalog data, which is JSON by its schema's kind.
      params: structuredClone(type.example) as GraphNode['data']['params'],
      credentials: read.success ? [...type.credentials(read.data)] : [],
    },
  };
}

/**
 * Puts a node after another: at the first way out that leads nowhere yet, or else between it and what followed. Without
 * another it stands by itself where it is dropped. A trigger leads to whatever nothing led to.
 */
export function withNode(
  graph: Graph,
  type: NodeType,
  after: GraphNode | undefined,
  at: Point,
): { graph: Graph; added: GraphNode } {
  if (type.family === 'trigger') return withTrigger(graph, type, at);
  if (!after) {
    const added = freshNode(graph, type, freeSpot(graph, at));
    return { graph: { ...graph, nodes: [...graph.nodes, added] }, added };
  }
  const ways = waysOut(after);
  const open = ways.find((way) => edgesFrom(graph, after, way).length === 0);
  return open === undefined && ways[0] !== undefined
    ? between(graph, type, after, ways[0])
    : atEnd(graph, type, after, open);
}

function withTrigger(graph: Graph, type: NodeType, at: Point): { graph: Graph; added: GraphNode } {
  const led = new Set(graph.edges.map(({ target }) => target));
  const roots = graph.nodes.filter((node) => !led.has(node.id) && !isTrigger(node));
  const [first] = roots;
  const beside = first ? { x: first.position.x - stepRight, y: first.position.y } : at;
  const added = freshNode(graph, type, freeSpot(graph, beside));
  const withIt = { ...graph, nodes: [added, ...graph.nodes] };
  return { graph: roots.reduce((grown, { id }) => connected(grown, added.id, '', id), withIt), added };
}

function atEnd(graph: Graph, type: NodeType, after: GraphNode, way: string | undefined) {
  const { x, y } = after.position;
  const added = freshNode(graph, type, freeSpot(graph, { x: x + stepRight, y }));
  const withIt = { ...graph, nodes: [...graph.nodes, added] };
  return { graph: way === undefined ? withIt : connected(withIt, after.id, way, added.id), added };
}

/** What followed moves to the right to make room, and follows the new node's first way out. */
function between(graph: Graph, type: NodeType, after: GraphNode, way: string) {
  const { x, y } = after.position;
  const added = freshNode(graph, type, { x: x + stepRight, y });
  const [on] = waysOut(added);
  const followed = edgesFrom(graph, after, way);
  const grown = {
    nodes: [...graph.nodes.map((node) => (node.position.x > x ? movedRight(node) : node)), added],
    edges: graph.edges.filter((edge) => on === undefined || !followed.includes(edge)),
  };
  const led = connected(grown, after.id, way, added.id);
  if (on === undefined) return { graph: led, added };
  return { graph: followed.reduce((so, { target }) => connected(so, added.id, on, target), led), added };
}

const movedRight = (node: GraphNode): GraphNode => ({
  ...node,
  position: { x: node.position.x + stepRight, y: node.position.y },
});

export function connected(graph: Graph, nodeId: string, handle: string, target: string): Graph {
  const edge = newEdge(graph, { nodeId, handle }, target);
  return edge ? { ...graph, edges: [...graph.edges, edge] } : graph;
}

/** The place itself, or the first one below it where no node is in the way. */
function freeSpot({ nodes }: Graph, { x, y }: Point): Point {
  const taken = (top: number) =>
    nodes.some(
      ({ position }) =>
        Math.abs(position.x - x) < nodeSize.width + 20 && Math.abs(position.y - top) < nodeSize.height + 12,
    );
  let top = Math.round(y);
  while (taken(top)) top += stepDown;
  return { x: Math.round(x), y: top };
}
