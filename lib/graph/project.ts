import { buildProgram } from './build-program.ts';
import type { CodeOptions } from './code-options.ts';
import { compile } from './compile.ts';
import type { Graph, Language } from './graph.ts';
import type { Code, Program } from './program.ts';
import { envExample } from './project/env-example.ts';
import { packageJson, tsconfig } from './project/package-json.ts';
import { readme } from './project/readme.ts';
import { pythonTest } from './python/project-test.ts';
import { sampleEvent } from './sample-event.ts';
import { withoutSecrets } from './secret-forms.ts';
import { typescriptTest } from './typescript/project-test.ts';

export interface ProjectInput {
  name: string;
  /** The sentence that the workflow was made from. */
  description: string;
  /** One without problems: `checkGraph` says so. */
  graph: Graph;
  language: Language;
  style?: CodeOptions['style'];
}

export interface ProjectFile {
  path: string;
  text: string;
}

/** A project that runs: code, test, settings and how to use them. The same input always gives the same files. */
export function exportProject({ graph, language, style, ...words }: ProjectInput): ProjectFile[] {
  const [name, description] = [words.name, words.description].map(withoutSecrets) as [string, string];
  const program = buildProgram(graph);
  const code = compile(graph, language, { description, style });
  const own = language === 'python' ? pythonFiles(program, code) : typescriptFiles(name, program, code);
  return [
    { path: 'README.md', text: readme({ name, description, graph, program, code, language }) },
    { path: '.env.example', text: envExample(code.environment, program) },
    ...own,
    ...eventFile(program),
  ];
}

function typescriptFiles(name: string, program: Program, code: Code): ProjectFile[] {
  return [
    { path: '.gitignore', text: 'node_modules/\n.env\n' },
    { path: 'package.json', text: packageJson(name, program, code.requirements) },
    { path: 'tsconfig.json', text: tsconfig },
    { path: 'workflow.ts', text: code.text },
    { path: 'workflow.test.ts', text: typescriptTest(program, sampleEvent(program)) },
  ];
}

function pythonFiles(program: Program, code: Code): ProjectFile[] {
  return [
    { path: '.gitignore', text: '.venv/\n__pycache__/\n.env\n' },
    { path: 'requirements.txt', text: code.requirements.map((line) => `${line}\n`).join('') },
    { path: 'workflow.py', text: code.text },
    { path: 'test_workflow.py', text: pythonTest(program, sampleEvent(program)) },
  ];
}

/** To run it once with; a schedule brings what it needs. */
function eventFile(program: Program): ProjectFile[] {
  if (program.trigger.type === 'trigger.schedule') return [];
  return [{ path: 'event.json', text: `${JSON.stringify(sampleEvent(program), null, 2)}\n` }];
}
