import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { StartFault } from '../../local/ports.ts';
import type { WantedSetting } from './wanted.ts';

/** Swallows what a terminal would show of the keys that are pressed. */
const nowhere = () => new Writable({ write: (_chunk, _encoding, done) => done() });

/** Asks at the terminal, without echo. */
export async function askUnseen({ name, reason }: WantedSetting): Promise<string> {
  process.stderr.write(`${name}: ${reason}\n  value (not shown; Enter passes it over): `);
  const lines = createInterface({ input: process.stdin, output: nowhere(), terminal: true });
  const { promise: stopped, reject } = Promise.withResolvers<never>();
  // By Ctrl-C or Ctrl-D.
  lines.once('close', () => reject(new StartFault('Stopped. What was written before stays.')));
  try {
    return await Promise.race([lines.question(''), stopped]);
  } finally {
    stopped.catch(() => undefined);
    lines.close();
    process.stderr.write('\n');
  }
}

/** All of a file or a pipe. */
export const readStdin = (): Promise<string> => text(process.stdin);
