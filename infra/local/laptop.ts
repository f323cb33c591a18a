import { rm } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { addressTable } from './address-table.ts';
import { type LocalCloud, startLocalCloud } from './cloud.ts';
import { givenSettings, replacedParts } from './laptop-settings.ts';
import { type Ports, requireFreePorts, StartFault } from './ports.ts';
import { projectFolder, readEnvFile } from './project-folder.ts';

const usage = `Usage: npm start [-- [--fresh] [--no-web]]
  --fresh   start empty: forget all data in .cue/
  --no-web  leave out the site`;

function readOptions() {
  const options = { fresh: { type: 'boolean' }, 'no-web': { type: 'boolean' } } as const;
  try {
    return parseArgs({ options }).values;
  } catch (cause) {
    const [line] = String(cause instanceof Error ? cause.message : cause).split('. ');
    throw new StartFault(`${line}\n${usage}`, { cause });
  }
}

const healthAttempts = 50;
const healthIntervalMs = 100;

/** The table of addresses is a promise that the product works: it waits for the product to say so. */
async function requireHealth({ addresses }: LocalCloud): Promise<void> {
  let last = '';
  for (let attempt = 0; attempt < healthAttempts; attempt += 1) {
    const answer = await fetch(`${addresses.api}/health`);
    if (answer.ok) return;
    last = `${answer.status} ${await answer.text()}`;
    await new Promise((resolve) => setTimeout(resolve, healthIntervalMs));
  }
  throw new StartFault(`Cue is up but not healthy. GET ${addresses.api}/health answers ${last}`);
}

/** Exits by Ctrl-C are what a person wanted: status 0, so that npm adds no error of its own. */
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Resolves at the first signal; the second ends the process without waiting for anything. */
function stopSignal(): Promise<'signal'> {
  const { promise, resolve } = Promise.withResolvers<'signal'>();
  let isStopping = false;
  for (const signal of signals) {
    process.on(signal, () => {
      if (isStopping) process.exit(130);
      isStopping = true;
      resolve('signal');
    });
  }
  return promise;
}

interface Laptop {
  ports: Ports;
  /** Folder of all data. */
  directory: string;
}

async function run({ ports, directory }: Laptop, stopped: Promise<'signal'>): Promise<number> {
  const startedAtMs = Date.now();
  const options = readOptions();
  const given = givenSettings(readEnvFile(projectFolder), process.env);
  const replaced = replacedParts(given, ports);
  const parts = (Object.keys(ports) as (keyof Ports)[]).filter(
    (part) => !replaced.has(part) && !(part === 'web' && options['no-web']),
  );
  await requireFreePorts(ports, parts);
  // After the ports: with a cloud running, its data must not be taken from under it.
  if (options.fresh) await rm(directory, { recursive: true, force: true });
  console.log(`Starting Cue${options.fresh ? ' afresh' : ''} …`);
  const cloud = await startLocalCloud({
    given,
    ports,
    directory,
    web: !options['no-web'],
  });
  try {
    await requireHealth(cloud);
    const seconds = ((Date.now() - startedAtMs) / 1000).toFixed(1);
    console.log(`\n${addressTable(cloud)}\n\nReady in ${seconds} s. Ctrl-C stops everything.`);
    const end = await Promise.race([stopped, cloud.partEnded]);
    console.log(end === 'signal' ? '\nStopping …' : `\n${end}. Stopping the rest …`);
    return end === 'signal' ? 0 : 1;
  } finally {
    await cloud.close();
  }
}

function explain(error: unknown): void {
  if (error instanceof StartFault) console.error(error.message);
  else console.error('Cue did not start:', error);
}

/** Runs the laptop cloud until a signal, or the end of a part, and exits with the status of that. */
export async function runLaptop(laptop: Laptop): Promise<never> {
  const stopped = stopSignal();
  process.on('uncaughtException', (error) => {
    console.error('The laptop cloud failed:', error);
    process.exit(1);
  });
  try {
    process.exit(await run(laptop, stopped));
  } catch (error) {
    explain(error);
    process.exit(1);
  }
}
