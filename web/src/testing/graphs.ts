import type { Graph, GraphEdge, GraphNode, Json } from '../../../lib/graph/graph.ts';

/** A node of a test's graph; what the test is not about is filled in. */
export function someNode(
  id: string,
  type: string,
  params: Record<string, Json>,
  fields: { label?: string; x?: number; y?: number } = {},
): GraphNode {
  const { label = id, x = 0, y = 0 } = fields;
  return { id, type, position: { x, y }, data: { label, params, credentials: [] } };
}

export function someEdge(source: string, target: string, sourceHandle?: string): GraphEdge {
  const id = `${source}-${sourceHandle ?? ''}-${target}`;
  return { id, source, target, ...(sourceHandle === undefined ? {} : { sourceHandle }) };
}

const mail = { to: '{{trigger.email}}', subject: 'Thank you', body: 'It is on its way.', provider: 'ses' };

/** An order comes in; when it is large it waits for a day, and then the buyer gets a mail. */
export const orderGraph: Graph = {
  nodes: [
    someNode('order', 'trigger.webhook', { path: '/orders' }, { label: 'New order' }),
    someNode(
      'large',
      'logic.condition',
      { left: '{{trigger.total}}', op: '>', right: 500 },
      { label: 'Over $500?', x: 300 },
    ),
    someNode('wait', 'logic.delay', { seconds: 86_400 }, { label: 'Wait a day', x: 600 }),
    someNode('mail', 'email.send', mail, { label: 'Mail the buyer', x: 900 }),
  ],
  edges: [
    someEdge('order', 'large'),
    someEdge('large', 'wait', 'true'),
    someEdge('wait', 'mail'),
    someEdge('large', 'mail', 'false'),
  ],
};
