import { expect, it } from '@jest/globals';
import type { Graph } from '../../../lib/graph/graph.ts';
import { orderGraph, someEdge, someNode } from '../testing/graphs.ts';
import { offeredReferences } from './references.ts';

const offers = (graph: Graph, id: string) =>
  offeredReferences(graph, id).map(({ node, references }) => [node.id, references.map(({ text }) => text)]);

it('offers what has always been run before, and nothing of a branch that may not have been taken', () => {
  const [order, ...others] = offers(orderGraph, 'mail');
  expect(order?.[0]).toBe('order');
  expect(order?.[1]).toContain('{{trigger.total}}');
  expect(others).toEqual([]);
});

it('offers nothing to a trigger, nor to a step that nothing leads to', () => {
  const loose = {
    ...orderGraph,
    nodes: [...orderGraph.nodes, someNode('loose', 'logic.delay', { seconds: 1 })],
  };
  expect(offers(loose, 'order')).toEqual([]);
  expect(offers(loose, 'loose')).toEqual([]);
});

it('offers the fields of a form by their names, and the item of a loop only within it', () => {
  const graph: Graph = {
    nodes: [
      someNode('ask', 'trigger.form', {
        title: 'Ask',
        fields: [{ name: 'question', label: 'What?', type: 'text', required: true }],
      }),
      someNode('each', 'logic.forEach', { items: '{{trigger.question}}' }),
      someNode('inside', 'logic.delay', { seconds: 1 }),
      someNode('behind', 'logic.delay', { seconds: 1 }),
    ],
    edges: [someEdge('ask', 'each'), someEdge('each', 'inside', 'item'), someEdge('each', 'behind', 'done')],
  };
  expect(offers(graph, 'each')).toEqual([['ask', ['{{trigger.question}}']]]);
  expect(offers(graph, 'inside')[0]).toEqual([
    'each',
    ['{{each.item}}', '{{each.item.sku}}', '{{each.item.quantity}}', '{{each.item.price}}', '{{each.index}}'],
  ]);
  expect(offers(graph, 'behind')[0]).toEqual(['each', ['{{each.count}}']]);
});

it('offers the first item of a list and what is in it', () => {
  const graph: Graph = {
    nodes: [
      someNode('hook', 'trigger.webhook', { path: '/' }),
      someNode('fetch', 'http.request', { method: 'GET', url: 'https://example.com' }),
      someNode('wait', 'logic.delay', { seconds: 1 }),
    ],
    edges: [someEdge('hook', 'fetch'), someEdge('fetch', 'wait')],
  };
  expect(offers(graph, 'wait')[0]?.[1]).toContain('{{fetch.body.items[0].title}}');
});
