import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';

/** The Node that this project runs on, whichever started the tests. */
export const nodeFile = resolve('node_modules/.bin/node');

interface Ended {
  status: number | null;
  output: string;
}

/** Runs a command to its end, with nothing of this process's environment but where commands are. */
export async function runCommand(
  [file = '', ...rest]: readonly string[],
  folder: string,
  environment: Record<string, string> = {},
): Promise<Ended> {
  const env = { PATH: process.env.PATH, ...environment };
  const child = spawn(file, rest, { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  const [status] = (await once(child, 'close')) as [number | null];
  return { status, output };
}
