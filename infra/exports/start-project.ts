import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { freePort } from '../local/ports.ts';
import { nodeFile } from './run-command.ts';

export type Settings = Readonly<Record<string, string>>;

/** As people fill in a copy of `.env.example`. */
async function writeSettings(folder: string, settings: Settings): Promise<void> {
  const lines = Object.entries(settings).map(([name, value]) => `${name}='${value}'\n`);
  await writeFile(join(folder, '.env'), lines.join(''));
}

/** Starts a TypeScript project by `npm start`, and waits until it listens. */
export async function startProject(folder: string, settings: Settings) {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  await writeSettings(folder, { ...settings, PORT: String(port), PUBLIC_URL: url });
  const env = { PATH: `${dirname(nodeFile)}:${process.env.PATH}`, HOME: folder };
  // In a group of its own, as npm does not always hand signals on.
  const child = spawn('npm', ['start'], {
    cwd: folder,
    env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exit = once(child, 'exit');
  let log = '';
  const listening = Promise.withResolvers<void>();
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      log += chunk.toString();
      if (log.includes('Listening on port')) listening.resolve();
    });
  const ended = exit.then(() => {
    throw new Error(`The project ended before it listened: ${log}`);
  });
  await Promise.race([listening.promise, ended]);
  ended.catch(() => undefined);
  return {
    url,
    log: () => log,
    close: async () => {
      if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGTERM');
      await exit;
    },
  };
}
