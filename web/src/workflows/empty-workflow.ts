import type { Graph } from '../../../lib/graph/graph.ts';

/** The least that is a workflow: what starts it. */
const graph: Graph = {
  nodes: [
    {
      id: 'start',
      type: 'trigger.webhook',
      position: { x: 0, y: 0 },
      data: { label: 'Webhook', params: { path: '/start' }, credentials: [] },
    },
  ],
  edges: [],
};

export const emptyWorkflow = { name: 'New workflow', description: '', graph };
