import { expect, it } from '@jest/globals';
import type { Graph } from '../../../lib/graph/graph.ts';
import { leadsTo } from './leads-to.ts';

const node = (id: string, label: string) => ({
  id,
  type: 'logic.condition',
  position: { x: 0, y: 0 },
  data: { label, params: {}, credentials: [] },
});
const [large, ask, ship] = [node('large', 'Over $500?'), node('ask', 'Ask'), node('ship', 'Ship')];
const graph: Graph = {
  nodes: [large, ask, ship],
  edges: [
    { id: '1', source: 'large', target: 'ask', sourceHandle: 'true' },
    { id: '2', source: 'large', target: 'ship', sourceHandle: 'false' },
    { id: '3', source: 'ask', target: 'ship' },
  ],
};

it('says where each way out leads', () => {
  expect(leadsTo(graph, large)).toBe('Leads to Ask (yes) and Ship (no).');
  expect(leadsTo(graph, ask)).toBe('Leads to Ship.');
  expect(leadsTo(graph, ship)).toBe('Leads nowhere further.');
});
