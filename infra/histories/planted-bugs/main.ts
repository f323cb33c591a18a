import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { projectFolder } from '../../local/project-folder.ts';
import type { Bug } from './bug.ts';
import { bugs } from './bugs.ts';
import { plant } from './plant.ts';

const usage = `Usage: npm run histories:planted [-- --bug <words of its name>]
  Plants each bug of infra/histories/planted-bugs in a copy of the sources and plays histories until one
  breaks a law. Exits 1 when a bug gets through all of them.`;

// As many as npm test plays, from the same first seed.
const histories = 300;
const brokenLine = /The history of seed (\d+) broke a law: (.*)/;

const say = (line: string) => process.stdout.write(`${line}\n`);

/** What the histories say of the sources in this folder: their exit code and words. */
async function playIn(folder: string): Promise<{ code: number; output: string }> {
  const args = ['infra/histories/main.ts', '--seed', '1', '--count', String(histories), '--until-broken'];
  const player = spawn(process.execPath, args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  const [output, complaints, [code]] = await Promise.all([
    text(player.stdout),
    text(player.stderr),
    once(player, 'close'),
  ]);
  return { code: Number(code), output: output + complaints };
}

/** True when a history broke a law. Throws when they could not be played at all. */
async function isCaught(bug: Bug): Promise<boolean> {
  const { folder, remove } = plant(projectFolder, bug);
  try {
    const { code, output } = await playIn(folder);
    const [, seed, law] = brokenLine.exec(output) ?? [];
    if (code === 1 && seed) say(`| ${bug.name} | ${seed} | ${law} |`);
    else if (code === 0) say(`| ${bug.name} | not caught by ${histories} | |`);
    else throw new Error(`"${bug.name}": the histories could not be played: ${output}`);
    return code === 1;
  } finally {
    remove();
  }
}

async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { bug: { type: 'string' } } });
  const chosen = bugs.filter(({ name }) => name.includes(values.bug ?? ''));
  if (chosen.length === 0) throw new Error(`No bug is called ${values.bug}`);
  say('| bug | caught by history | the law it broke |\n|---|---|---|');
  let missed = 0;
  for (const bug of chosen) if (!(await isCaught(bug))) missed += 1;
  say(`\n${chosen.length - missed} of ${chosen.length} planted bugs were caught`);
  if (missed > 0) process.exitCode = 1;
}

await run(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  console.error(usage);
  process.exitCode = 2;
});
