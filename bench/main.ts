import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { benchCalls } from './calls.ts';
import { benchEvents } from './events.ts';
import { benchLists } from './lists.ts';
import { progress, type Table, tableText } from './report.ts';
import { benchStart } from './start.ts';
import { benchWriteUnits } from './write-units.ts';

const benches: Record<string, () => Promise<Table[]>> = {
  start: benchStart,
  events: benchEvents,
  calls: benchCalls,
  'write-units': benchWriteUnits,
  lists: benchLists,
};

const folder = join(import.meta.dirname, 'results');
const machine = { cpu: cpus()[0]?.model, cores: cpus().length, node: process.version };

async function run(name: string, bench: () => Promise<Table[]>): Promise<void> {
  progress(name);
  const tables = await bench();
  for (const table of tables) process.stdout.write(tableText(table));
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.json`), `${JSON.stringify({ machine, tables }, undefined, 2)}\n`);
}

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !benches[name]);
if (unknown.length > 0) {
  process.stderr.write(
    `There is no bench ${unknown.join(', ')}. There are: ${Object.keys(benches).join(', ')}\n`,
  );
  process.exitCode = 1;
} else {
  for (const [name, bench] of Object.entries(benches)) {
    if (asked.length === 0 || asked.includes(name)) await run(name, bench);
  }
}
