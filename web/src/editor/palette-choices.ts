import { isTrigger } from '../../../lib/graph/flow.ts';
import type { Graph } from '../../../lib/graph/graph.ts';
import type { NodeFamily, NodeType } from '../../../lib/graph/node-type.ts';
import { nodeTypes } from '../../../lib/graph/node-types.ts';

export const familyNames: Record<NodeFamily, string> = {
  trigger: 'What starts it',
  action: 'What it does',
  ai: 'With a model',
  logic: 'How it goes on',
};

/** What can be added: a workflow has one trigger, so that it is offered only where there is none. */
export function paletteChoices(graph: Graph, sought: string): NodeType[] {
  const words = sought.toLowerCase().split(/\s+/);
  const hasTrigger = graph.nodes.some(isTrigger);
  return nodeTypes.filter(({ type, title, summary, family }) => {
    if (family === 'trigger' && hasTrigger) return false;
    const text = `${title} ${type} ${summary} ${familyNames[family]}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
