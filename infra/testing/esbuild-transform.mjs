import { transformSync } from 'esbuild';

// Jest runs the sources as native ESM; esbuild only takes the types away, as it does for the Lambda bundles.
export default {
  process: (source, path) => ({
    code: transformSync(source, {
      loader: path.endsWith('x') ? 'tsx' : 'ts',
      format: 'esm',
      target: 'node24',
      sourcemap: 'inline',
      sourcefile: path,
      jsx: 'automatic',
    }).code,
  }),
};
