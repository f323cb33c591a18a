import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { costSentence, costTables } from './costs/bill.ts';
import { withSentence, withTables } from './costs/document.ts';
import { runCommand } from './run-command.ts';

const usage = `Usage: npm run costs [-- --write]
  Prints what a month costs, from list prices and what the stack and a purchase use (infra/operator/costs/).
  --write  puts the tables into docs/costs.md, and the two numbers of README.md there`;

const document = new URL('../../docs/costs.md', import.meta.url);
const readme = new URL('../../README.md', import.meta.url);

function write(): void {
  writeFileSync(document, withTables(readFileSync(document, 'utf8'), costTables()));
  writeFileSync(readme, withSentence(readFileSync(readme, 'utf8'), costSentence()));
}

await runCommand(usage, async () => {
  const { values } = parseArgs({ options: { write: { type: 'boolean' }, help: { type: 'boolean' } } });
  if (values.help) console.log(usage);
  else if (values.write) write();
  else console.log(costTables());
  return 0;
});
