import { isTrigger } from '../flow.ts';
import type { Graph, GraphNode } from '../graph.ts';
import { environmentName, triggerName } from '../texts.ts';
import { type GraphProblem, pathText } from './problem.ts';

export function wrongIds(graph: Graph): GraphProblem[] {
  return [...duplicates(graph, 'nodes'), ...duplicates(graph, 'edges'), ...graph.nodes.flatMap(reserved)];
}

function duplicates(graph: Graph, part: 'nodes' | 'edges'): GraphProblem[] {
  const seen = new Set<string>();
  return graph[part].flatMap(({ id }, index): GraphProblem[] => {
    if (seen.has(id))
      return [
        {
          code: 'duplicate_id',
          message: `Another one of the ${part} has the id “${id}”`,
          path: pathText([part, index, 'id']),
          ...(part === 'nodes' ? { nodeId: id } : { edgeId: id }),
        },
      ];
    seen.add(id);
    return [];
  });
}

/** In texts these names mean the trigger and the settings. */
function reserved(node: GraphNode, index: number): GraphProblem[] {
  if (node.id !== environmentName && !(node.id === triggerName && !isTrigger(node))) return [];
  return [
    {
      code: 'reserved_id',
      message: `“${node.id}” means ${node.id === triggerName ? 'the trigger' : 'the settings'} in texts; choose another id`,
      path: pathText(['nodes', index, 'id']),
      nodeId: node.id,
    },
  ];
}
