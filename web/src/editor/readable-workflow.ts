import type { Workflow } from '../../../lib/contract/workflow-routes.ts';
import { type Graph, graph as graphSchema } from '../../../lib/graph/graph.ts';
import { nodeTypeOf } from '../../../lib/graph/node-types.ts';

type Read = { outcome: 'graph'; graph: Graph } | { outcome: 'foreign'; reason: string };

/**
 * What the canvas can edit. Other clients keep workflows of their own make here, which saving from the canvas would
 * spoil: of these it is said why they are only shown.
 */
export function readableWorkflow({ nodeData, generatedCode, language }: Workflow): Read {
  if (nodeData === null) {
    return generatedCode === null || language !== null
      ? { outcome: 'graph', graph: { nodes: [], edges: [] } }
      : { outcome: 'foreign', reason: 'It has code, but no graph to draw.' };
  }
  const read = graphSchema.safeParse(nodeData);
  if (!read.success)
    return { outcome: 'foreign', reason: 'Its steps are not written as this canvas writes them.' };
  const unknown = read.data.nodes.find(({ type }) => !nodeTypeOf(type));
  if (unknown)
    return { outcome: 'foreign', reason: `It has a step of a kind that Cue does not know: ${unknown.type}.` };
  return { outcome: 'graph', graph: read.data };
}
