import type { Server } from 'node:http';

/** Nothing of the laptop cloud can be reached from another machine. */
export const loopback = '127.0.0.1';

export interface Listening {
  port: number;
  /** `http://localhost:…`: the name that cookies, redirects and sign-in clients are registered with. */
  url: string;
  close(): Promise<void>;
}

/** Rejects with Node's own error (`EADDRINUSE`, …) when the port cannot be had; port 0 takes any free one. */
export async function listen(server: Server, port: number): Promise<Listening> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', reject);
  server.listen(port, loopback, resolve);
  await promise;
  server.off('error', reject);
  return { ...addressOf(server), close: () => closeServer(server) };
}

export function addressOf(server: Server): { port: number; url: string } {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server listens on no port');
  return { port: address.port, url: `http://localhost:${address.port}` };
}

export async function closeServer(server: Server): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  server.close(() => resolve());
  // Browsers and SDKs keep connections open for minutes; waiting for them would make Ctrl-C hang.
  server.closeAllConnections();
  await promise;
}
