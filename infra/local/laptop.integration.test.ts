import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { temporaryFolder } from './testing/temporary-folder.ts';

const script = resolve(import.meta.dirname, 'testing/start-on-free-ports.ts');

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let running: Run[] = [];
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(async () => {
  for (const { child } of running) child.kill('SIGKILL');
  running = [];
  await folder.remove();
});

interface Run {
  child: ChildProcess;
  output(): string;
  /** Resolves once the table of addresses is shown, with the address of a part. */
  address(part: string): Promise<string>;
  ended: Promise<[status: number | null]>;
}

function start(options: string[] = [], environment: Record<string, string> = {}): Run {
  const args = ['--no-web', ...options];
  const child = spawn(process.execPath, [script, folder.path, ...args], {
    env: { PATH: process.env.PATH, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      text += chunk.toString();
    });
  }
  const ended = once(child, 'close') as Promise<[number | null]>;
  const address = async (part: string) => {
    while (!text.includes('Ready in')) {
      if (child.exitCode !== null) throw new Error(text);
      await new Promise((wait) => setTimeout(wait, 20));
    }
    return new RegExp(`${part} +(http:\\S+)`).exec(text)?.[1] ?? '';
  };
  const run = { child, output: () => text, address, ended };
  running.push(run);
  return run;
}

async function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    () => true,
    () => false,
  );
}

/** The engine's process: the one whose own command line, not that of its shell, names the port. */
function processOnPort(port: string): number {
  const processes = execFileSync('ps', ['-eo', 'pid=,args='], { encoding: 'utf8' }).split('\n');
  const own = processes.find(
    (line) => /^ *\d+ \S*dynoxide serve /.test(line) && line.includes(`--port ${port}`),
  );
  return Number.parseInt(own ?? '', 10);
}

async function untilSilent(url: string): Promise<void> {
  for (let attempt = 0; await answers(url); attempt += 1) {
    if (attempt === 100) throw new Error(`${url} still answers`);
    await new Promise((wait) => setTimeout(wait, 20));
  }
}

describe('npm start', () => {
  test('ends in a table of addresses once the product is healthy', async () => {
    const run = start();
    const api = await run.address('API');
    expect((await fetch(`${api}/health`)).status).toBe(200);
    expect(run.output()).toMatch(/Ready in \d+\.\d s/);
  }, 20_000);

  test.each(['SIGINT', 'SIGTERM'] as const)(
    '%s leaves no process behind',
    async (signal) => {
      const run = start();
      const [engine, api] = [await run.address('DynamoDB'), await run.address('API')];
      run.child.kill(signal);
      expect(await run.ended).toEqual([0, null]);
      expect(await answers(engine)).toBe(false);
      expect(await answers(api)).toBe(false);
    },
    20_000,
  );

  test('killed outright, it leaves no process behind either', async () => {
    const run = start();
    const engine = await run.address('DynamoDB');
    expect(await answers(engine)).toBe(true);
    run.child.kill('SIGKILL');
    await untilSilent(engine);
  }, 20_000);

  test('a part that dies is named, and the rest stops', async () => {
    const run = start();
    const [engine, api] = [await run.address('DynamoDB'), await run.address('API')];
    process.kill(processOnPort(new URL(engine).port));
    expect(await run.ended).toEqual([1, null]);
    expect(run.output()).toMatch(/\nDynamoDB ended with status \d+\. Stopping the rest …\n$/);
    expect(await answers(api)).toBe(false);
  }, 20_000);

  test('with --fresh it starts empty', async () => {
    const run = start();
    await run.address('API');
    run.child.kill('SIGINT');
    await run.ended;
    writeFileSync(`${folder.path}/left-over`, '');
    const fresh = start(['--fresh']);
    await fresh.address('API');
    expect(existsSync(`${folder.path}/left-over`)).toBe(false);
    expect(existsSync(`${folder.path}/table.sqlite`)).toBe(true);
  }, 20_000);
});

describe('what a person can mend is one line, and nothing is started', () => {
  test('a busy port', async () => {
    const stranger = createServer();
    await new Promise<void>((done) => stranger.listen(0, '127.0.0.1', done));
    const address = stranger.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const run = start(['--fresh'], { API_PORT: String(port) });
    expect(await run.ended).toEqual([1, null]);
    expect(run.output()).toBe(
      `Port ${port} (API) is in use by another program. Stop it, then start again.\n`,
    );
    expect(existsSync(folder.path)).toBe(true);
    stranger.close();
  });

  test('a setting that is not valid', async () => {
    const run = start([], { STRIPE_ENABLED: 'perhaps' });
    expect(await run.ended).toEqual([1, null]);
    expect(run.output()).toBe('Settings: STRIPE_ENABLED is not valid. See .env.example.\n');
  });

  test('an unknown option', async () => {
    const run = start(['--frsh']);
    expect(await run.ended).toEqual([1, null]);
    expect(run.output()).toMatch(/^Unknown option '--frsh'\nUsage: npm start/);
  });
});
