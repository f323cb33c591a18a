import type { Graph } from '../../../lib/graph/graph.ts';

interface Point {
  x: number;
  y: number;
}

/** Ways of drawing: from left to right, or from top to bottom where there is no width. */
type Direction = 'right' | 'down';

/** Where everything is, in pixels. */
export interface Drawing {
  direction: Direction;
  width: number;
  height: number;
  node: { width: number; height: number };
  /** Top left corner of each node. */
  at: ReadonlyMap<string, Point>;
}

interface Lane {
  id: string;
  column: number;
  /** Across the columns; neighbours in a column are at least 1 apart. */
  lane: number;
}

/** Nodes of a column start less than this apart: half a node as `layOut` places them. */
const sameColumn = 110;
const nodeHeight = 64;
const widestNode = 216;
const narrowest = { right: 156, down: 148 } as const;
const beside = { right: 20, down: 14 } as const;
/** Room for an edge, and for one that says which way out it is. */
const between = { plain: 40, worded: 76 } as const;
/** A graph whose columns would be narrower than they can be is drawn downwards on a page this narrow. */
const phoneWidth = 640;

/** Draws a graph that `layOut` has placed into a width: columns and lanes stay, distances and directions follow. */
export function drawingOf(graph: Graph, available: number): Drawing {
  const lanes = lanesOf(graph);
  const columns = Math.max(...lanes.map(({ column }) => column), 0) + 1;
  const across = Math.max(...lanes.map(({ lane }) => lane), 0) + 1;
  const gap = graph.edges.some(({ sourceHandle }) => sourceHandle) ? between.worded : between.plain;
  const fits = columns * (narrowest.right + gap) - gap <= available;
  const room = { columns, across, gap, available };
  if (!fits && available < phoneWidth) return downwards(lanes, room);
  const drawing = toTheRight(lanes, room);
  return { ...drawing, height: drawing.height + (hasWayBack(graph, lanes) ? wayBack : 0) };
}

/** An edge back passes this far below the middle of the lower of its nodes. */
const wayBack = 46;

function hasWayBack({ edges }: Graph, lanes: readonly Lane[]): boolean {
  const columns = new Map(lanes.map(({ id, column }) => [id, column]));
  return edges.some(({ source, target }) => (columns.get(target) ?? 0) <= (columns.get(source) ?? -1));
}

interface Room {
  columns: number;
  across: number;
  /** Between one column and the next. */
  gap: number;
  available: number;
}

function toTheRight(lanes: readonly Lane[], { columns, across, gap, available }: Room): Drawing {
  const width = nodeWidth(columns, gap, narrowest.right, available);
  const rise = nodeHeight + beside.right;
  return {
    direction: 'right',
    width: columns * (width + gap) - gap,
    height: Math.round(across * rise) - beside.right,
    node: { width, height: nodeHeight },
    at: new Map(
      lanes.map(({ id, column, lane }) => [id, { x: column * (width + gap), y: Math.round(lane * rise) }]),
    ),
  };
}

function downwards(lanes: readonly Lane[], { columns, across, gap, available }: Room): Drawing {
  const width = nodeWidth(across, beside.down, narrowest.down, available);
  const step = width + beside.down;
  return {
    direction: 'down',
    width: Math.round(across * step) - beside.down,
    height: columns * (nodeHeight + gap) - gap,
    node: { width, height: nodeHeight },
    at: new Map(
      lanes.map(({ id, column, lane }) => [
        id,
        { x: Math.round(lane * step), y: column * (nodeHeight + gap) },
      ]),
    ),
  };
}

const nodeWidth = (count: number, gap: number, least: number, available: number) =>
  Math.max(least, Math.min(widestNode, Math.floor((available + gap) / count) - gap));

/** Each node's column, and its lane in units of the least distance within any column. */
function lanesOf({ nodes }: Graph): Lane[] {
  const sorted = [...nodes].sort((a, b) => a.position.x - b.position.x);
  let column = -1;
  let start = Number.NEGATIVE_INFINITY;
  const placed = sorted.map(({ id, position }) => {
    if (position.x - start >= sameColumn) {
      column += 1;
      start = position.x;
    }
    return { id, column, y: position.y };
  });
  const top = Math.min(...placed.map(({ y }) => y));
  const unit = leastDistance(placed);
  return placed.map(({ id, column, y }) => ({ id, column, lane: (y - top) / unit }));
}

/** From one node to the next below it as `layOut` places them; all there is to go by where no column has two. */
const usualDistance = 120;

function leastDistance(placed: readonly { column: number; y: number }[]): number {
  const inOrder = [...placed].sort((a, b) => a.column - b.column || a.y - b.y);
  const distances = inOrder.flatMap((node, index) => {
    const next = inOrder[index + 1];
    return next?.column === node.column && next.y > node.y ? [next.y - node.y] : [];
  });
  return Math.min(usualDistance, ...distances);
}

interface Ends {
  start: Point;
  end: Point;
}

function endsOf({ direction, node, at }: Drawing, from: string, to: string): Ends | undefined {
  const [source, target] = [at.get(from), at.get(to)];
  if (!(source && target)) return undefined;
  const [across, down] = [node.width / 2, node.height / 2];
  return direction === 'right'
    ? {
        start: { x: source.x + node.width, y: source.y + down },
        end: { x: target.x, y: target.y + down },
      }
    : {
        start: { x: source.x + across, y: source.y + node.height },
        end: { x: target.x + across, y: target.y },
      };
}

export interface EdgePath {
  /** Of an SVG path. */
  d: string;
  start: Point;
  /** Where words about it stand. */
  middle: Point;
}

/** A curve that leaves and arrives square to the nodes; an edge back goes around below its nodes. */
export function pathOf(drawing: Drawing, from: string, to: string): EdgePath | undefined {
  const ends = endsOf(drawing, from, to);
  if (!ends) return undefined;
  const { start, end } = ends;
  if (drawing.direction === 'right' && end.x <= start.x) return pathBack(ends);
  const middle = { x: (start.x + end.x) / 2, y: (start.y + end.y) / 2 };
  const d =
    drawing.direction === 'right'
      ? `M${start.x} ${start.y}C${middle.x} ${start.y} ${middle.x} ${end.y} ${end.x} ${end.y}`
      : `M${start.x} ${start.y}C${start.x} ${middle.y} ${end.x} ${middle.y} ${end.x} ${end.y}`;
  return { d, start, middle };
}

function pathBack({ start, end }: Ends): EdgePath {
  const below = Math.max(start.y, end.y) + wayBack;
  const [right, left] = [start.x + 20, end.x - 20];
  return {
    d: `M${start.x} ${start.y}C${right} ${start.y} ${right} ${below} ${start.x} ${below}H${end.x}C${left} ${below} ${left} ${end.y} ${end.x} ${end.y}`,
    start,
    middle: { x: (start.x + end.x) / 2, y: below },
  };
}
