import { type Graph, graph as graphSchema } from '../graph.ts';
import { textsIn } from './param-texts.ts';
import { type GraphProblem, type Path, pathText } from './problem.ts';

interface Issue {
  path: readonly PropertyKey[];
  code?: string | undefined;
  expected?: unknown;
  maximum?: unknown;
}

/** A value as a graph, or where it is none. */
export function readShape(value: unknown): { graph: Graph } | { problems: GraphProblem[] } {
  const read = graphSchema.safeParse(value);
  if (!read.success) return { problems: read.error.issues.map(wrongShape) };
  const problems = [...textsIn(value, [])].filter(meansMore).map(({ path }) => notAName(path));
  return problems.length > 0 ? { problems } : { graph: read.data };
}

// To JavaScript it is more than a name, and zod leaves it out without a word.
const meansMore = ({ text, isName }: { text: string; isName: boolean }) => isName && text === '__proto__';

const notAName = (path: Path): GraphProblem => ({
  code: 'wrong_shape',
  message: 'Cannot be named __proto__',
  path: pathText(path),
});

function wrongShape(issue: Issue): GraphProblem {
  const path = issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part));
  return { code: 'wrong_shape', message: messageOf(issue), path: pathText(path) };
}

function messageOf({ path, code, expected, maximum }: Issue): string {
  if (code === 'invalid_type') return `Must be ${expected === 'array' ? 'a list' : `of type ${expected}`}`;
  if (code === 'too_big') return `Must be at most ${maximum}${path.at(-1) === 'label' ? ' characters' : ''}`;
  if (code === 'invalid_value') return 'Is no service that has credentials here';
  if (code === 'invalid_format')
    return 'Must be an id: a letter, then letters, digits, - and _, 64 characters at most';
  return 'Cannot be read';
}
