import { resolve } from 'node:path';
import { type BuildOptions, buildSync } from 'esbuild';

const project = resolve(import.meta.dirname, '../..');

/** How code becomes what Lambda runs; `bench/` builds what it compares with in the same way. */
const asShipped = {
  absWorkingDir: project,
  bundle: true,
  platform: 'node',
  target: 'node24',
  format: 'esm',
  outExtension: { '.js': '.mjs' },
  // What is imported on a rare path only becomes a file of its own, which a start does not read.
  splitting: true,
  // ES modules first: of them a bundle keeps only what is used.
  mainFields: ['module', 'main'],
  minify: true,
  legalComments: 'none',
  sourcemap: true,
  // Read when a fault is logged. The mapping is enough for that: sources would triple what is uploaded.
  sourcesContent: false,
  alias: {
    '@aws-sdk/credential-provider-node': './infra/aws/stand-ins/credentials.ts',
    http: './infra/aws/stand-ins/node-http.cjs',
    'node:http': './infra/aws/stand-ins/node-http.cjs',
  },
  metafile: true,
  logLevel: 'warning',
} as const satisfies BuildOptions;

/** Builds `index.mjs`, whose exports are the entry's, and the files it imports later into the folder. */
export function bundle(entry: string, folder: string) {
  return buildSync({ ...asShipped, entryPoints: { index: entry }, outdir: folder });
}
