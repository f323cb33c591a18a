import { buildProgram } from '../build-program.ts';
import type { Graph } from '../graph.ts';
import type { Statement } from '../program.ts';
import { blocksOf } from '../statements.ts';
import type { GraphProblem } from './problem.ts';

// Python has an end at 100 levels of indentation and 20 loops in one another; people lose their way long before.
const deepest = { levels: 40, loops: 10 } as const;

/** Of a graph without any other problem: whether it nests further than code can. */
export function tooDeep(graph: Graph): GraphProblem[] {
  const found = firstBelow(buildProgram(graph).body, { levels: 1, loops: 0 });
  if (!found) return [];
  const index = graph.nodes.findIndex(({ id }) => id === found);
  const message = `Branches lie more than ${deepest.levels} deep in one another, or loops more than ${deepest.loops}`;
  return [{ code: 'too_deep', message, path: `nodes[${index}]`, nodeId: found }];
}

interface Depth {
  levels: number;
  loops: number;
}

function firstBelow(block: readonly Statement[], { levels, loops }: Depth): string | undefined {
  for (const statement of block) {
    const inner = {
      // A switch has its cases, and they their steps.
      levels: levels + (statement.kind === 'switch' ? 2 : 1),
      loops: loops + (statement.kind === 'forEach' ? 1 : 0),
    };
    if (levels > deepest.levels || inner.loops > deepest.loops) return statement.nodeId;
    for (const within of blocksOf(statement)) {
      const found = firstBelow(within, inner);
      if (found) return found;
    }
  }
  return undefined;
}
