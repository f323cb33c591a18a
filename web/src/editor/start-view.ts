import type { Graph } from '../../../lib/graph/graph.ts';
import { nodeSize } from '../../../lib/graph/layout.ts';

interface View {
  x: number;
  y: number;
  zoom: number;
}

const margin = 40;
// Below this a label can no longer be read; then only the beginning is shown, and the rest by panning.
const smallestZoom = 0.7;

/** What the canvas shows at first: all of it where that can be read, else where it begins. */
export function startView({ nodes }: Graph, width: number, height: number): View {
  if (nodes.length === 0) return { x: 0, y: 0, zoom: 1 };
  const left = Math.min(...nodes.map(({ position }) => position.x));
  const top = Math.min(...nodes.map(({ position }) => position.y));
  const right = Math.max(...nodes.map(({ position }) => position.x)) + nodeSize.width;
  const bottom = Math.max(...nodes.map(({ position }) => position.y)) + nodeSize.height;
  const fitting = Math.min((width - 2 * margin) / (right - left), (height - 2 * margin) / (bottom - top), 1);
  const zoom = Math.max(fitting, smallestZoom);
  const middle = (top + bottom) / 2;
  const fits = fitting >= smallestZoom;
  return {
    x: fits ? width / 2 - zoom * ((left + right) / 2) : margin / 2 - zoom * left,
    y: height / 2 - zoom * (fits ? middle : beginning(nodes, left)),
    zoom,
  };
}

/** The height at which the leftmost node stands. */
function beginning(nodes: Graph['nodes'], left: number): number {
  const first = nodes.find(({ position }) => position.x === left);
  return (first?.position.y ?? 0) + nodeSize.height / 2;
}
