import { spawn } from 'node:child_process';

interface Spawned {
  /** In infra/operator. */
  file: string;
  args?: string[];
  environment?: Record<string, string>;
  /** What comes by the pipe. */
  input?: string;
}

/** Runs a command as npm does; answers its status and all that it printed. */
export async function spawnCommand({ file, args = [], environment = {}, input = '' }: Spawned) {
  const path = new URL(`../${file}`, import.meta.url).pathname;
  const child = spawn(process.execPath, [path, ...args], {
    env: { ...process.env, NODE_OPTIONS: '', ...environment },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += text));
  child.stdin.end(input);
  const status = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { status, output };
}
