import { resolve } from 'node:path';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { referenceFiles } from './reference-files.ts';

const project = resolve(import.meta.dirname, '..');

/** What CloudFront sends to the API instead of the bucket; the site and the API share one origin. */
const apiPaths = '^/(api|auth|webhooks)/|^/health$';

/** The text's font is needed for the first paint; without a preload the page is laid out twice. */
const preloadTextFont: Plugin = {
  name: 'preload-text-font',
  transformIndexHtml: {
    order: 'post',
    handler: (_html, { bundle }) =>
      Object.keys(bundle ?? {})
        .filter((file) => /instrument-sans-latin-wght-normal-.*\.woff2$/.test(file))
        .map((file) => ({
          tag: 'link',
          attrs: { rel: 'preload', as: 'font', type: 'font/woff2', href: `/${file}`, crossorigin: true },
          injectTo: 'head-prepend' as const,
        })),
  },
};

export default defineConfig({
  root: import.meta.dirname,
  envDir: project,
  plugins: [react(), tailwindcss(), preloadTextFont, referenceFiles],
  server: {
    // Browsers try 127.0.0.1 for `localhost` too; the API knows the site as http://localhost:5000.
    host: '127.0.0.1',
    port: 5000,
    strictPort: true,
    proxy: {
      // Host becomes the API's, as behind CloudFront; Origin and cookies pass untouched.
      [apiPaths]: { target: process.env.BACKEND_URL ?? 'http://localhost:8000', changeOrigin: true },
    },
  },
  build: {
    outDir: resolve(project, 'dist/web'),
    emptyOutDir: true,
    sourcemap: true,
    // Inlined files would be data: addresses, which the policy allows for images only.
    assetsInlineLimit: 0,
    rolldownOptions: {
      // Packages change less often than pages: a deploy leaves theirs in the browser's cache.
      output: {
        codeSplitting: {
          groups: [
            { name: 'react', test: /node_modules\/(react|react-dom|react-router|scheduler)\// },
            // Only the editor draws on a canvas, and code comes after the first paint.
            { name: 'canvas', test: /node_modules\/(@xyflow|@dagrejs|d3-\w+|zustand|classcat)\// },
            { name: 'highlight', test: /node_modules\/highlight\.js\// },
            { name: 'packages', test: /node_modules/ },
          ],
        },
      },
    },
  },
});
