import { createServer } from 'node:net';
import { loopback } from './listen.ts';

/** What each part is called in messages, and where it listens. Tests give 0: any free port. */
export interface Ports {
  web: number;
  api: number;
  table: number;
  events: number;
  mailbox: number;
  google: number;
  github: number;
  stripe: number;
}

export const laptopPorts: Ports = {
  web: 5000,
  api: 8000,
  table: 8001,
  events: 8002,
  mailbox: 8005,
  google: 8006,
  github: 8007,
  stripe: 12111,
};

export const partNames: Record<keyof Ports, string> = {
  web: 'Web',
  api: 'API',
  table: 'DynamoDB',
  events: 'EventBridge + SQS',
  mailbox: 'Mailbox',
  google: 'Google sign-in',
  github: 'GitHub sign-in',
  stripe: 'Stripe',
};

/** A condition that the person at the keyboard can mend: shown as its message alone, without a stack. */
export class StartFault extends Error {
  override readonly name = 'StartFault';
}

// ::1 as well: a stranger there would answer browsers that try IPv6 first for "localhost".
const loopbackAddresses = [loopback, '::1'];

async function isFree(port: number, host: string): Promise<boolean> {
  const { promise, resolve, reject } = Promise.withResolvers<boolean>();
  const probe = createServer();
  probe.once('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EADDRINUSE') resolve(false);
    // A machine without IPv6 has nobody listening there.
    else if (error.code === 'EADDRNOTAVAIL' || error.code === 'EAFNOSUPPORT') resolve(true);
    else reject(error);
  });
  probe.listen(port, host, () => probe.close(() => resolve(true)));
  return promise;
}

export async function freePort(): Promise<number> {
  const { promise, resolve } = Promise.withResolvers<number>();
  const probe = createServer();
  probe.listen(0, loopback, () => {
    const address = probe.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    probe.close(() => resolve(port));
  });
  return promise;
}

/** Throws one line that names the first port somebody else has, before anything is started. */
export async function requireFreePorts(ports: Ports, parts: readonly (keyof Ports)[]): Promise<void> {
  for (const part of parts) {
    for (const host of loopbackAddresses) {
      if (ports[part] === 0 || (await isFree(ports[part], host))) continue;
      throw new StartFault(
        `Port ${ports[part]} (${partNames[part]}) is in use by another program. Stop it, then start again.`,
      );
    }
  }
}
