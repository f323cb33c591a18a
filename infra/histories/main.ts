import { parseArgs } from 'node:util';
import { startBench } from './bench.ts';
import { checkSeeds, type Wanted } from './check-seeds.ts';
import { profiles } from './history.ts';

const usage = `Usage: npm run histories -- [--count <n>] [--seed <s>] [--profile ${profiles.join('|')}] [--until-broken]
  Plays random histories of people, Stripe and AWS, and holds their laws after every step (docs/histories.md).
  --seed plays that history alone, or --count of them from it on. Without one, 300 of fresh seeds.
  --until-broken ends at the first that breaks a law, and does not look for a shorter one.
  Exits 1 when a law was broken, and says which, with the command that plays it again.`;

const say = (text: string) => process.stdout.write(`${text}\n`);

function wholeNumber(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d{1,9}$/.test(text)) throw new Error(`--${name} must be a whole number of at most nine digits`);
  return Number(text);
}

function wantedBy(args: string[]) {
  const string = { type: 'string' } as const;
  const { values } = parseArgs({
    args,
    options: { count: string, seed: string, profile: string, 'until-broken': { type: 'boolean' } },
  });
  const profile = profiles.find((one) => one === values.profile);
  if (values.profile && !profile) throw new Error(`--profile must be one of ${profiles.join(', ')}`);
  const seed = wholeNumber('seed', values.seed);
  const count = wholeNumber('count', values.count) ?? (seed === undefined ? 300 : 1);
  const first = seed ?? Math.floor(Math.random() * 1e9);
  return { first, count, profile, stopsAtFailure: values['until-broken'] ?? false };
}

function showProgress(count: number) {
  const every = Math.max(1, Math.round(count / 20));
  return (done: number, failures: number) => {
    if (done % every === 0 || done === count) say(`${done} of ${count} histories played, ${failures} broken`);
  };
}

async function play(wanted: Wanted): Promise<void> {
  const { first, count } = wanted;
  say(`Seeds ${first} to ${first + count - 1}`);
  const beganMs = performance.now();
  const bench = await startBench();
  try {
    const failures = await checkSeeds(bench, { ...wanted, progress: showProgress(count) });
    for (const { report } of failures) say(`\n${report}`);
    const seconds = ((performance.now() - beganMs) / 1_000).toFixed(1);
    say(`\n${count} histories in ${seconds} s, ${failures.length} of them broken`);
    if (failures.length > 0) process.exitCode = 1;
  } finally {
    await bench.close();
  }
}

try {
  await play(wantedBy(process.argv.slice(2)));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  console.error(usage);
  process.exitCode = 2;
}
