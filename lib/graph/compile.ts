import { buildProgram } from './build-program.ts';
import type { CodeOptions } from './code-options.ts';
import type { Graph, Language } from './graph.ts';
import type { Code } from './program.ts';
import { pythonCode } from './python/code.ts';
import { withoutSecrets } from './secret-forms.ts';
import { typescriptCode } from './typescript/code.ts';

/** The program of a checked graph, in one file. The same graph always gives the same text. */
export function compile(
  graph: Graph,
  language: Language,
  { style, description = '' }: CodeOptions = {},
): Code {
  const program = buildProgram(graph);
  const options = { style, description: withoutSecrets(description) };
  return language === 'python' ? pythonCode(program, options) : typescriptCode(program, options);
}
