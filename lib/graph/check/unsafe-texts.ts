import type { Graph } from '../graph.ts';
import { labelTexts, paramTexts } from './param-texts.ts';
import { type GraphProblem, pathText } from './problem.ts';

/** Texts that cannot be written to a file as they are. */
export function unsafeTexts(graph: Graph): GraphProblem[] {
  return [...labelTexts(graph), ...paramTexts(graph)]
    .filter(({ text }) => !text.isWellFormed() || text.includes('\0'))
    .map(({ node, path }) => ({
      code: 'unsafe_text',
      message: 'Has a broken character in it',
      path: pathText(path),
      nodeId: node.id,
    }));
}
