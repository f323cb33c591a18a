import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';
import { weighBundle } from '../infra/aws/bundle-weight.ts';
import { type FunctionName, functions } from '../infra/manifest.ts';
import { startServices } from './aws/services.ts';
import { buildAsShipped, buildPlainly } from './bundles.ts';
import { gatewayEvent, purchases } from './purchases.ts';
import { progress, type Table } from './report.ts';
import { median } from './statistics.ts';

interface Built {
  name: string;
  file: string;
  metafile: Metafile;
}

type Timing = [importMs: number, importCpuMs: number, answerMs: number, answerCpuMs: number];

const rounds = 11;
const emptyModule = 'empty module';
const usual = 'the usual clients';

async function timeStart(file: string, environment: Record<string, string>, event?: object): Promise<Timing> {
  const child = fork(
    join(import.meta.dirname, 'start-process.ts'),
    [file, ...(event ? [JSON.stringify(event)] : [])],
    {
      env: { PATH: process.env.PATH, ...environment },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    },
  );
  const [timing] = await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(([status]) =>
      Promise.reject(new Error(`The start of ${file} ended with ${status}`)),
    ),
  ]);
  return timing;
}

/** Medians of starts in fresh processes, in turns. */
async function timeStarts(
  files: ReadonlyMap<string, string>,
  environment: Record<string, string>,
  event?: () => Promise<object>,
): Promise<Map<string, Timing>> {
  const timings = new Map([...files.keys()].map((name) => [name, [] as Timing[]]));
  for (let round = 0; round < rounds; round += 1) {
    progress(`start: round ${round + 1} of ${rounds}`);
    for (const [name, file] of files) {
      timings.get(name)?.push(await timeStart(file, environment, await event?.()));
    }
  }
  const medianAt = (all: Timing[], i: number) => median(all.map((timing) => timing[i] ?? Number.NaN));
  return new Map(
    [...timings].map(([name, all]) => [name, [0, 1, 2, 3].map((i) => medianAt(all, i)) as Timing]),
  );
}

function built(): Built[] {
  const names = Object.keys(functions) as FunctionName[];
  return [
    { name: emptyModule, ...buildAsShipped('empty', 'bench/rivals/empty.ts') },
    { name: usual, ...buildPlainly('clients', 'bench/rivals/clients.ts') },
    ...names.map((name) => ({ name, ...buildAsShipped(name, functions[name].entry) })),
  ];
}

const filesOf = (all: readonly Built[]) => new Map(all.map(({ name, file }) => [name, file]));

function weightOf({ name, metafile }: Built): [start: number, all: number] {
  const { startKilobytes, allKilobytes } = weighBundle(metafile);
  const [single] = Object.values(metafile.outputs);
  return name === usual && single
    ? [single.bytes / 1_024, single.bytes / 1_024]
    : [startKilobytes, allKilobytes];
}

async function startsTable(): Promise<Table> {
  const all = built();
  const timings = await timeStarts(filesOf(all), { AWS_REGION: 'us-east-1' });
  const [usualMs, usualCpuMs] = timings.get(usual) ?? [Number.NaN, Number.NaN];
  return {
    title: 'Start of each function: what it reads, and how long the import takes',
    columns: ['', 'start KB', 'all KB', 'import ms', 'CPU ms', 'ms × usual', 'CPU × usual', 'bar'],
    rows: all.map((one) => {
      const [ms, cpuMs] = timings.get(one.name) ?? [Number.NaN, Number.NaN];
      const bar = one.name === 'stripe-webhook' ? '≤ 0.9' : '';
      return [one.name, ...weightOf(one), ms, cpuMs, ms / usualMs, cpuMs / usualCpuMs, bar];
    }),
    notes: [
      `"${usual}": client-dynamodb, lib-dynamodb, client-eventbridge and stripe, in one file, minified.`,
      'Where stripe-webhook is going: 0.10 and 30 KB.',
    ],
  };
}

/** The webhook's first event, beside a plain one: what a start puts off must be paid here. */
async function firstAnswerTable(): Promise<Table> {
  const services = await startServices();
  const files = new Map([
    ['stripe-webhook', buildAsShipped('stripe-webhook', functions['stripe-webhook'].entry).file],
    ['constructEvent + PutEvents', buildPlainly('forward', 'bench/rivals/forward.ts').file],
  ]);
  const [paid] = await purchases(services, 1);
  if (!paid) throw new Error('There is no purchase');
  const timings = await timeStarts(files, services.environment, async () => gatewayEvent(paid));
  await services.close();
  return {
    title: 'From a cold start to the answer to the first webhook',
    columns: ['', 'import ms', 'CPU ms', 'to answer ms', 'CPU ms'],
    rows: [...timings].map(([name, timing]) => [name, ...timing]),
  };
}

/** How much a function starts with, and how long that takes. */
export async function benchStart(): Promise<Table[]> {
  return [await startsTable(), await firstAnswerTable()];
}
