import { expect, it } from '@jest/globals';
import type { Graph } from '../../../lib/graph/graph.ts';
import { orderGraph, someEdge, someNode } from '../testing/graphs.ts';
import { flowEdges, stepNodes } from './flow-elements.ts';

const nothing = { nodes: [], edges: [] };
const drawn = (graph: Graph, selected = nothing) => stepNodes(graph, selected, new Map());

it('lets ways that lead up leave a step above those that lead down', () => {
  const condition = { left: '{{trigger.total}}', op: '>', right: 500 };
  const below = { id: 'yes', at: 300 };
  const above = { id: 'no', at: 0 };
  const ask = someNode('ask', 'logic.condition', condition);
  const steps = [below, above].map(({ id, at }) => {
    const step = someNode(id, 'logic.delay', { seconds: 1 });
    return { ...step, position: { x: 300, y: at } };
  });
  const graph: Graph = {
    nodes: [ask, ...steps],
    edges: [someEdge('ask', 'yes', 'true'), someEdge('ask', 'no', 'false')],
  };
  expect(drawn(graph)[0]?.data.ways).toEqual(['false', 'true']);
  expect(drawn({ ...graph, edges: graph.edges.slice(0, 1) })[0]?.data.ways).toEqual(['true', 'false']);
});

it('draws only what changed anew, so that typing stays quick in a large graph', () => {
  const renamed = orderGraph.nodes.map((node) =>
    node.id === 'wait' ? { ...node, data: { ...node.data, label: 'Wait two days' } } : node,
  );
  const before = drawn(orderGraph);
  const after = drawn({ ...orderGraph, nodes: renamed });
  expect(after.map((node, index) => node === before[index])).toEqual([true, true, false, true]);
  const edges = flowEdges(orderGraph, nothing);
  const edgesAfter = flowEdges({ ...orderGraph, nodes: renamed }, nothing);
  expect(edgesAfter.map((edge, index) => edge === edges[index])).toEqual([true, true, false, true]);
});

it('draws anew what is selected, and what there is to say about it', () => {
  const selected = stepNodes(orderGraph, { nodes: ['wait'], edges: [] }, new Map());
  expect(selected.filter((node) => node.selected).map(({ id }) => id)).toEqual(['wait']);
  const wrong = stepNodes(orderGraph, nothing, new Map([['mail', ['No address']]]));
  expect(wrong.at(-1)?.ariaLabel).toBe('Mail the buyer, E-mail, 1 to put right');
  expect(drawn(orderGraph).at(-1)?.ariaLabel).toBe('Mail the buyer, E-mail');
});
