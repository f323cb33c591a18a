import { flowOf } from '../flow.ts';
import type { Graph } from '../graph.ts';
import { wrongIds } from './ids.ts';
import { wrongParams } from './params.ts';
import type { GraphProblem } from './problem.ts';
import { wrongReferences } from './references.ts';
import { secretsInValues } from './secrets.ts';
import { readShape } from './shape.ts';
import { tooLarge } from './size.ts';
import { tooDeep } from './too-deep.ts';
import { unsafeTexts } from './unsafe-texts.ts';
import { wrongWays } from './ways.ts';

// More at a time help nobody.
const mostProblems = 100;

/** Whether a value is a graph that can become code; when not, everything that is wrong with it. */
export function checkGraph(value: unknown): { graph: Graph | undefined; problems: GraphProblem[] } {
  const large = tooLarge(value);
  if (large) return { graph: undefined, problems: [large] };
  const read = readShape(value);
  const problems = ('problems' in read ? read.problems : rules(read.graph)).slice(0, mostProblems);
  return { graph: 'graph' in read && problems.length === 0 ? read.graph : undefined, problems };
}

function rules(graph: Graph): GraphProblem[] {
  const flow = flowOf(graph);
  const problems = [
    ...wrongIds(graph),
    ...wrongParams(graph),
    ...unsafeTexts(graph),
    ...secretsInValues(graph),
    ...wrongWays(graph, flow),
    ...wrongReferences(graph, flow),
  ];
  return problems.length > 0 ? problems : tooDeep(graph);
}
