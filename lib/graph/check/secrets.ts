import type { Graph } from '../graph.ts';
import { secretIn } from '../secret-forms.ts';
import { parseText } from '../texts.ts';
import { labelTexts, type ParamText, paramTexts } from './param-texts.ts';
import { type GraphProblem, pathText } from './problem.ts';

const secretHeader = /authorization$|^cookie$|api-?key|token|secret|password/i;

/** A graph is kept, shown and exported in the clear: secrets come from the environment. */
export function secretsInValues(graph: Graph): GraphProblem[] {
  return [...labelTexts(graph), ...paramTexts(graph)].flatMap((found): GraphProblem[] => {
    const what = secretOf(found);
    if (!what) return [];
    return [
      {
        code: 'secret_in_value',
        message: `Holds ${what}; keep it in the environment and write {{env.NAME}} here`,
        path: pathText(found.path),
        nodeId: found.node.id,
      },
    ];
  });
}

function secretOf({ node, text, path, isName }: ParamText): string | undefined {
  const known = secretIn(text);
  if (known) return known;
  const isHeader = node.type === 'http.request' && path.includes('headers') && !isName;
  const isFixed = parseText(text).kind === 'literal';
  return isHeader && isFixed && secretHeader.test(String(path.at(-1)))
    ? 'what looks like a password'
    : undefined;
}
