import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { StartFault } from '../../local/ports.ts';
import type { WantedSetting } from './wanted.ts';

/** Swallows what a terminal would show of the keys that are pressed. */
const nowhere = () => new Writable({ write: (_chunk, _encoding, done) => done() });

/** Asks at the terminal, without echo. */
export async function askUnseen({ name, reason }: WantedSetting, makesUp: boolean): Promise<string> {
  const enter = makesUp ? 'Enter makes one up' : 'Enter passes it over';
  process.stderr.write(`${name}: ${reason}\n  value (not shown; ${enter}): `);
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

/** All of a file or a pipe. That there is nothing in it is nobody's wish. */
export async function readStdin({ name }: WantedSetting): Promise<string> {
  const value = await text(process.stdin);
  if (value.trim() !== '') return value;
  throw new StartFault(`The pipe holds no value for ${name}; nothing was written.`);
}
