import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { buildSync } from 'esbuild';
import { bundle } from '../infra/aws/bundle.ts';
import { type FunctionName, functions } from '../infra/manifest.ts';

const project = resolve(import.meta.dirname, '..');
const built = join(project, 'bench/results/bundles');

/** Files of bundles by name. The functions are built as the CDK app builds them. */
export function buildFunctions(names: readonly FunctionName[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, buildAsShipped(name, functions[name].entry).file]));
}

/** Builds an entry as functions are. */
export function buildAsShipped(name: string, entry: string) {
  const folder = join(built, name);
  const { metafile } = bundle(entry, folder);
  return { file: join(folder, 'index.mjs'), metafile };
}

/** Builds an entry into one minified ES module, as one does who asks no more of esbuild. */
export function buildPlainly(name: string, entry: string) {
  mkdirSync(built, { recursive: true });
  const outfile = join(built, `${name}.mjs`);
  const { metafile } = buildSync({
    absWorkingDir: project,
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    mainFields: ['module', 'main'],
    minify: true,
    legalComments: 'none',
    banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
    metafile: true,
  });
  return { file: outfile, metafile };
}
