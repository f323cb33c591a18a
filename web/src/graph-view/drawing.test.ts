import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Graph, type GraphEdge, graph as graphSchema } from '../../../lib/graph/graph.ts';
import { layOut } from '../../../lib/graph/layout.ts';
import { templates } from '../../../lib/graph/templates.ts';
import { type Drawing, drawingOf, pathOf } from './drawing.ts';

const node = (id: string, x: number, y: number) => ({
  id,
  type: 'http.request',
  position: { x, y },
  data: { label: id, params: {}, credentials: [] },
});
const edge = (source: string, target: string, sourceHandle?: string): GraphEdge => ({
  id: `${source}-${target}`,
  source,
  target,
  ...(sourceHandle === undefined ? {} : { sourceHandle }),
});
const twoWays: Graph = graphSchema.parse({
  nodes: [node('start', 24, 84), node('large', 340, 84), node('ask', 656, 24), node('ship', 656, 144)],
  edges: [edge('start', 'large'), edge('large', 'ask', 'true'), edge('large', 'ship', 'false')],
});

function overlap({ at, node: { width, height } }: Drawing): boolean {
  const places = [...at.values()];
  return places.some((a, index) =>
    places.slice(index + 1).some((b) => Math.abs(a.x - b.x) < width && Math.abs(a.y - b.y) < height),
  );
}

it('draws to the right where there is room, and downwards on a phone', () => {
  const wide = drawingOf(twoWays, 1_056);
  expect(wide.direction).toBe('right');
  expect(wide.at.get('start')).toEqual({ x: 0, y: 42 });
  expect(wide.at.get('ask')).toEqual({ x: 584, y: 0 });
  expect(wide.at.get('ship')).toEqual({ x: 584, y: 84 });
  const narrow = drawingOf(twoWays, 326);
  expect(narrow.direction).toBe('down');
  expect(narrow.at.get('ask')).toEqual({ x: 0, y: 280 });
  expect(narrow.at.get('ship')).toEqual({ x: 170, y: 280 });
  expect(narrow.width).toBeLessThanOrEqual(326);
});

it('is scrolled rather than turned where a page is wide and a graph wider', () => {
  const nodes = Array.from({ length: 12 }, (_, index) => node(`n${index}`, index * 316, 0));
  const drawing = drawingOf(graphSchema.parse({ nodes, edges: [] }), 1_056);
  expect(drawing.direction).toBe('right');
  expect(drawing.width).toBe(12 * 156 + 11 * 40);
});

it('leads an edge back around below its nodes, within the drawing', () => {
  const loop = { ...twoWays, edges: [...twoWays.edges, edge('ship', 'large')] };
  const drawing = drawingOf(loop, 1_056);
  const back = pathOf(drawing, 'ship', 'large');
  expect(back?.middle.y).toBe(162);
  expect(drawing.height).toBeGreaterThanOrEqual(162);
});

it.each(templates.map((template) => [template.id, template] as const))(
  'draws %s without overlaps at any width',
  (_, template) => {
    for (const width of [280, 326, 640, 1_056]) expect(overlap(drawingOf(template, width))).toBe(false);
  },
);

it('draws whatever was laid out without overlaps', () => {
  const pairs = fc.array(fc.tuple(fc.nat(14), fc.nat(14)), { maxLength: 30 });
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 15 }),
      pairs,
      fc.integer({ min: 200, max: 2_000 }),
      (count, ways, width) => {
        const nodes = Array.from({ length: count }, (_, index) => node(`n${index}`, 0, 0));
        // Only forwards: `layOut` puts a circle wherever it likes.
        const edges = ways
          .filter(([from, to]) => from < to && to < count)
          .map(([from, to]) => edge(`n${from}`, `n${to}`));
        return !overlap(drawingOf(layOut(graphSchema.parse({ nodes, edges })), width));
      },
    ),
  );
});
