import { expect, it } from '@jest/globals';
import type { Workflow } from '../../../lib/contract/workflow-routes.ts';
import { orderGraph } from '../testing/graphs.ts';
import { fieldsOf } from './content.ts';
import { readableWorkflow } from './readable-workflow.ts';

const workflow = (fields: Partial<Workflow>): Workflow => ({
  id: 'wf_01M7ZAWAVXMSNQ837WJV3ASZSW',
  name: 'Orders',
  description: '',
  status: 'draft',
  createdAt: '2026-11-21T09:00:00.000Z',
  updatedAt: '2026-11-21T09:00:00.000Z',
  nodeCount: 4,
  language: 'python',
  version: 1,
  nodeData: { ...orderGraph },
  generatedCode: null,
  ...fields,
});

it('reads what the canvas wrote, and a workflow that has no steps yet', () => {
  expect(readableWorkflow(workflow({}))).toEqual({ outcome: 'graph', graph: orderGraph });
  expect(readableWorkflow(workflow({ nodeData: null }))).toEqual({
    outcome: 'graph',
    graph: { nodes: [], edges: [] },
  });
});

it.each<[string, Partial<Workflow>, string]>([
  ['another shape', { nodeData: { steps: ['a'] } }, 'Its steps are not written as this canvas writes them.'],
  [
    'a step of an unknown kind',
    { nodeData: { nodes: [{ ...orderGraph.nodes[0], type: 'acme.teleport' }], edges: [] } },
    'It has a step of a kind that Cue does not know: acme.teleport.',
  ],
  [
    'code without a graph',
    { nodeData: null, generatedCode: 'print()', language: null },
    'It has code, but no graph to draw.',
  ],
])('says why it does not edit %s', (_, fields, reason) => {
  expect(readableWorkflow(workflow(fields))).toEqual({ outcome: 'foreign', reason });
});

it('saves nodes and edges and keeps what others put beside them', () => {
  const before = workflow({ nodeData: { ...orderGraph, viewport: { zoom: 2 } } });
  const draft = { name: 'Orders', graph: { nodes: [], edges: [] } };
  expect(fieldsOf({ draft, language: 'typescript' }, before)).toEqual({
    name: 'Orders',
    nodeData: { nodes: [], edges: [], viewport: { zoom: 2 } },
    language: 'typescript',
  });
});
