import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { graphOf } from '../../infra/testing/graph-fixture.ts';
import { anyGraphs, validGraphs } from '../../infra/testing/random-graphs.ts';
import { flowOf } from './flow.ts';
import type { Graph } from './graph.ts';
import { layOut, nodeSize } from './layout.ts';

const placesOf = (graph: Graph) => graph.nodes.map(({ id, position: { x, y } }) => [id, x, y]);

test('a workflow runs from left to right, its branches below one another', () => {
  const graph = graphOf(
    { order: ['trigger.webhook'], is: ['logic.condition'], ship: ['http.request'], ask: ['logic.approval'] },
    'order > is',
    'is false > ship',
    'is true > ask',
  );
  expect(placesOf(layOut(graph))).toEqual([
    ['order', 24, 84],
    ['is', 340, 84],
    ['ship', 656, 144],
    ['ask', 656, 24],
  ]);
});

test('every way leads to the right, but those back to a loop', () => {
  fc.assert(
    fc.property(validGraphs, (graph) => {
      const left = new Map(layOut(graph).nodes.map(({ id, position }) => [id, position.x]));
      const flow = flowOf(graph);
      const steps = graph.nodes.flatMap(({ id }) =>
        flow.ways(id).map(({ target }) => (left.get(target.id) ?? 0) - (left.get(id) ?? 0)),
      );
      expect(Math.min(...steps, nodeSize.width)).toBeGreaterThanOrEqual(nodeSize.width);
    }),
    { numRuns: 40 },
  );
});

test('an id that every object has as a name is a node like others', () => {
  const nodes = [['constructor', ['trigger.webhook']] as const, ['toString', ['logic.delay']] as const];
  const graph = graphOf(Object.fromEntries(nodes), 'constructor > toString');
  expect(placesOf(layOut(graph))).toEqual([
    ['constructor', 24, 24],
    ['toString', 340, 24],
  ]);
});

test('nodes never overlap, whatever is wrong with the graph, and all places are whole numbers', () => {
  fc.assert(
    fc.property(anyGraphs, (graph) => {
      const { nodes } = layOut(graph);
      for (const { position } of nodes) expect(Object.values(position).every(Number.isInteger)).toBe(true);
      const boxes = nodes.map(({ position }) => position).toSorted((a, b) => a.x - b.x);
      const overlap = boxes.flatMap((one, index) =>
        boxes
          .slice(index + 1)
          .filter(({ x, y }) => x - one.x < nodeSize.width && Math.abs(y - one.y) < nodeSize.height),
      );
      expect(overlap).toEqual([]);
    }),
    { numRuns: 40 },
  );
});

test('the same graph is always laid out the same, wherever its nodes were', () => {
  fc.assert(
    fc.property(anyGraphs, fc.integer({ min: -1_000, max: 1_000 }), (graph, x) => {
      const moved = graph.nodes.map((node) => ({ ...node, position: { x, y: -x } }));
      const once = layOut(graph);
      expect(layOut({ ...graph, nodes: moved })).toEqual(once);
      expect(layOut(once)).toEqual(once);
    }),
    { numRuns: 40 },
  );
});
