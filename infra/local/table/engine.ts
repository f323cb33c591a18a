import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { loopback } from '../listen.ts';
import { freePort, StartFault } from '../ports.ts';

interface TableEngine {
  url: string;
  /** Settles when the engine ends, wanted or not; says how. */
  ended: Promise<string>;
  close(): Promise<void>;
}

interface EngineOptions {
  /** 0 takes any free port. */
  port: number;
  /** SQLite file; without one the data lives in memory. */
  databaseFile?: string | undefined;
}

/**
 * The engine under a shell that ends it as soon as our end of its standard input closes, which also happens
 * when this process is killed outright: no engine outlives the laptop cloud that started it.
 */
const tether = [
  'exec 3<&0',
  '"$@" 3<&- & engine=$!',
  '(cat <&3 >/dev/null; kill "$engine" 2>/dev/null) & watcher=$!',
  'wait "$engine"; status=$?',
  'kill "$watcher" 2>/dev/null',
  'exit "$status"',
].join('\n');

function engineFile(): string {
  const name = `@dynoxide/${process.platform}-${process.arch}`;
  try {
    const folder = dirname(createRequire(import.meta.url).resolve(`${name}/package.json`));
    return join(folder, process.platform === 'win32' ? 'dynoxide.exe' : 'dynoxide');
  } catch (cause) {
    const advice = `install ${name}, or set DYNAMODB_ENDPOINT to a DynamoDB Local of your own`;
    throw new StartFault(`The DynamoDB engine has no package for this machine here: ${advice}.`, { cause });
  }
}

const startAttempts = 200;
const startIntervalMs = 20;

/** Waits until the engine answers HTTP; its own log line comes before it can. */
async function untilAnswering(port: number, engine: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < startAttempts; attempt += 1) {
    if (engine.exitCode !== null) throw new Error(`The DynamoDB engine ended with status ${engine.exitCode}`);
    try {
      await fetch(`http://${loopback}:${port}/`, { method: 'POST' });
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, startIntervalMs));
    }
  }
  throw new Error(`The DynamoDB engine did not answer within ${(startAttempts * startIntervalMs) / 1000} s`);
}

export async function startTableEngine({ port: wanted, databaseFile }: EngineOptions): Promise<TableEngine> {
  const port = wanted || (await freePort());
  const where = databaseFile ? ['--db-path', databaseFile] : [];
  const command = [engineFile(), 'serve', '--host', loopback, '--port', String(port), ...where];
  // In a group of its own, so that Ctrl-C reaches it only through us, after the functions have finished.
  const engine = spawn('/bin/sh', ['-c', tether, 'sh', ...command], {
    detached: true,
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  let complaint = '';
  engine.stderr.on('data', (text: Buffer) => {
    complaint = (complaint + text.toString()).slice(-500);
  });
  const exit = once(engine, 'exit');
  const close = async () => {
    engine.stdin.end();
    await exit;
  };
  await untilAnswering(port, engine).catch(async (cause: unknown) => {
    await close();
    throw new Error(`DynamoDB did not start: ${complaint.trim()}`, { cause });
  });
  const ended = exit.then(([status]) => `DynamoDB ended with status ${String(status)}`);
  return { url: `http://localhost:${port}`, ended, close };
}
