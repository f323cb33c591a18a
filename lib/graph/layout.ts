import { Graph as Drawing, layout } from '@dagrejs/dagre';
import type { Graph } from './graph.ts';

/** As the canvas draws a node, in pixels. */
export const nodeSize = { width: 220, height: 72 } as const;

/** Puts every node in its place, left to right, none on top of another. The same graph is always laid out the same. */
export function layOut(graph: Graph): Graph {
  const drawing = new Drawing();
  drawing.setGraph({ rankdir: 'LR', nodesep: 48, ranksep: 96, marginx: 24, marginy: 24 });
  drawing.setDefaultEdgeLabel(() => ({}));
  // By their places: an id such as `constructor` would be taken for what every object has.
  graph.nodes.forEach((_, index) => {
    drawing.setNode(`n${index}`, { ...nodeSize });
  });
  for (const [source, target] of drawnEdges(graph)) drawing.setEdge(`n${source}`, `n${target}`);
  layout(drawing);
  return {
    ...graph,
    nodes: graph.nodes.map((node, index) => ({ ...node, position: corner(drawing.node(`n${index}`)) })),
  };
}

/** Edges by the places of their nodes; dagre turns those around that lead back to a loop. */
function drawnEdges(graph: Graph): [source: number, target: number][] {
  const places = new Map(graph.nodes.map(({ id }, index) => [id, index]));
  return graph.edges.flatMap((edge): [number, number][] => {
    const [source, target] = [places.get(edge.source), places.get(edge.target)];
    return source !== undefined && target !== undefined && source !== target ? [[source, target]] : [];
  });
}

/** dagre tells the middle of a node, the canvas wants its upper left corner. */
const corner = ({ x, y }: { x: number; y: number }) => ({
  x: Math.round(x - nodeSize.width / 2),
  y: Math.round(y - nodeSize.height / 2),
});
