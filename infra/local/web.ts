import { resolve } from 'node:path';
import type { Listening } from './listen.ts';

/** Vite's dev server with the site's own configuration. */
export async function startWeb(port: number): Promise<Listening> {
  // Imported here: a cloud without the site should not wait for Vite to load.
  const { createServer } = await import('vite');
  const server = await createServer({
    configFile: resolve(import.meta.dirname, '../../web/vite.config.ts'),
    logLevel: 'warn',
    clearScreen: false,
    server: { port, strictPort: port !== 0 },
  });
  await server.listen();
  const address = server.httpServer?.address();
  if (!address || typeof address === 'string') throw new Error('Vite listens on no port');
  return { port: address.port, url: `http://localhost:${address.port}`, close: () => server.close() };
}
