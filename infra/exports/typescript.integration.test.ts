import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { buildProgram } from '../../lib/graph/build-program.ts';
import { compile } from '../../lib/graph/compile.ts';
import type { Graph } from '../../lib/graph/graph.ts';
import { tsconfig } from '../../lib/graph/project/package-json.ts';
import { sampleEvent } from '../../lib/graph/sample-event.ts';
import { typescriptTest } from '../../lib/graph/typescript/project-test.ts';
import { temporaryFolder } from '../local/testing/temporary-folder.ts';
import { validGraphs } from '../testing/random-graphs.ts';
import { namedGraphs } from './example-graphs.ts';
import { linkPackages } from './project-folder.ts';
import { nodeFile, runCommand } from './run-command.ts';

const randomGraphs = 80;
// The package that schedules alone need, as far as they use it; it is not among this project's own.
const croner = `declare module 'croner' {
  interface Options { timezone: string; protect: boolean; catch: (error: unknown) => void }
  export class Cron {
    constructor(pattern: string, options: Options, job: () => Promise<void>);
    nextRun(): Date | null;
    stop(): void;
  }
}
`;

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => {
  folder = await temporaryFolder();
  await linkPackages(folder.path);
  await writeFile(join(folder.path, 'package.json'), '{ "type": "module" }');
  await writeFile(join(folder.path, 'croner.d.ts'), croner);
  await writeFile(join(folder.path, 'tsconfig.json'), tsconfig.replace('"*.ts"', '"**/*.ts"'));
  const drawn = fc.sample(validGraphs, { numRuns: randomGraphs, seed: 7 });
  const all = [...namedGraphs, ...drawn.map((graph, index) => ({ name: `random-${index}`, graph }))];
  await Promise.all(all.map(({ name, graph }) => writeWorkflow(name, graph)));
});
afterAll(() => folder.remove());

async function writeWorkflow(name: string, graph: Graph): Promise<void> {
  const program = buildProgram(graph);
  await mkdir(join(folder.path, name));
  await writeFile(join(folder.path, name, 'workflow.ts'), compile(graph, 'typescript').text);
  await writeFile(join(folder.path, name, 'workflow.test.ts'), typescriptTest(program, sampleEvent(program)));
}

test('the TypeScript of every node type, every template and of random graphs is strictly typed', async () => {
  const { status, output } = await runCommand([nodeFile, resolve('node_modules/.bin/tsc')], folder.path);
  expect(output).toBe('');
  expect(status).toBe(0);
}, 60_000);

test('their own tests pass, without network and settings', async () => {
  const command = [nodeFile, '--test', '--test-isolation=none', '--test-reporter=tap', '**/workflow.test.ts'];
  const { status, output } = await runCommand(command, folder.path);
  expect(output.split('\n').filter((line) => /^ *not ok/.test(line))).toEqual([]);
  expect(status).toBe(0);
  const passed = Number(/^# pass (\d+)$/m.exec(output)?.[1]);
  expect(passed).toBeGreaterThanOrEqual(namedGraphs.length + randomGraphs);
}, 60_000);
