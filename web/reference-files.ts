import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { extname } from 'node:path';
import type { Plugin } from 'vite';

const { resolve } = createRequire(import.meta.url);

/** What `GET /api/docs` loads beside `public/reference/`: under fixed names, because the API does not know the build's. */
const files: Readonly<Record<string, string>> = {
  'reference/swagger-ui-bundle.js': resolve('swagger-ui-dist/swagger-ui-bundle.js'),
  'reference/swagger-ui-bundle.js.LICENSE.txt': resolve('swagger-ui-dist/swagger-ui-bundle.js.LICENSE.txt'),
  'reference/swagger-ui.css': resolve('swagger-ui-dist/swagger-ui.css'),
  'reference/instrument-sans.woff2': resolve(
    '@fontsource-variable/instrument-sans/files/instrument-sans-latin-wght-normal.woff2',
  ),
};

const contentTypes: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.woff2': 'font/woff2',
};

/** Serves them while developing, and puts them into the build as they are. */
export const referenceFiles: Plugin = {
  name: 'reference-files',
  configureServer({ middlewares }) {
    for (const [name, path] of Object.entries(files)) {
      middlewares.use(`/${name}`, (_request, answer) => {
        answer.setHeader('Content-Type', contentTypes[extname(name)] ?? '');
        answer.end(readFileSync(path));
      });
    }
  },
  generateBundle() {
    for (const [fileName, path] of Object.entries(files))
      this.emitFile({ type: 'asset', fileName, source: readFileSync(path) });
  },
};
