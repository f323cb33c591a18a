import type { GraphProblem } from '../../../lib/graph/check/problem.ts';

const paramPath = /^nodes\[\d+\]\.data\.params(?:\.([A-Za-z0-9_$]+))?/;

/** The parameter that a problem is about; undefined when it is about something else. */
export function paramOf({ path }: GraphProblem): string | undefined {
  return paramPath.exec(path)?.[1];
}

/** What is wrong with one parameter, with its place in it where it has parts. */
export function problemsOfParam(
  problems: readonly GraphProblem[],
  nodeId: string,
  name: string,
): string | undefined {
  const found = problems.filter((problem) => problem.nodeId === nodeId && paramOf(problem) === name);
  return found.length === 0 ? undefined : [...new Set(found.map(sentence))].join(' ');
}

function sentence({ path, message }: GraphProblem): string {
  const within = path.replace(paramPath, '').replace(/^\./, '');
  const said = within === '' ? message : `${within}: ${message}`;
  return said.endsWith('.') ? said : `${said}.`;
}

/** What is wrong with a node beside its parameters: how it is connected, say. */
export const otherProblems = (problems: readonly GraphProblem[], nodeId: string) =>
  problems.filter((problem) => problem.nodeId === nodeId && paramOf(problem) === undefined);
