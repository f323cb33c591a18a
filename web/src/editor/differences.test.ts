import { expect, it } from '@jest/globals';
import { orderGraph, someEdge, someNode } from '../testing/graphs.ts';
import type { Content } from './content.ts';
import { differences } from './differences.ts';

const content = (
  part: Partial<Content['draft']> = {},
  language: Content['language'] = 'python',
): Content => ({
  draft: { name: 'Orders', graph: orderGraph, ...part },
  language,
});
const changed = (id: string, change: (node: (typeof orderGraph.nodes)[number]) => object) => ({
  graph: {
    ...orderGraph,
    nodes: orderGraph.nodes.map((node) => (node.id === id ? { ...node, ...change(node) } : node)),
  },
});

it('says nothing of two that are the same, in whatever order their edges are', () => {
  const turned = { graph: { ...orderGraph, edges: [...orderGraph.edges].reverse() } };
  expect(differences(content(), content(turned))).toEqual([]);
});

it('names steps that only one of them has', () => {
  const more = someNode('note', 'logic.delay', { seconds: 1 }, { label: 'Breathe' });
  const theirs = content({
    graph: { nodes: [...orderGraph.nodes.slice(0, 3), more], edges: orderGraph.edges },
  });
  expect(differences(content(), theirs)).toEqual([
    'Only yours has the step “Mail the buyer”.',
    'Only the other has the step “Breathe”.',
  ]);
});

it('names what of a step differs, as its form calls it', () => {
  const theirs = changed('mail', ({ data }) => ({
    data: {
      ...data,
      label: 'Say thanks',
      params: { ...data.params, subject: 'Thanks!', provider: 'sendgrid' },
    },
  }));
  expect(differences(content(), content(theirs))).toEqual([
    '“Mail the buyer” is called “Say thanks” in the other.',
    '“Mail the buyer” differs in: Subject, Sent by.',
  ]);
});

it('tells of connections, places, name and language', () => {
  const moved = changed('wait', () => ({ position: { x: 600, y: 40 } }));
  const graph = { ...moved.graph, edges: [...orderGraph.edges, someEdge('order', 'mail')] };
  expect(differences(content(), content({ name: 'Large orders', graph }, 'typescript'))).toEqual([
    'The other version is called “Large orders”.',
    'Steps are connected differently.',
    'Steps stand in other places.',
    'The other version is in TypeScript.',
  ]);
});
