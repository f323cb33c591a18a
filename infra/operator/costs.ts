import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { costTables } from './costs/bill.ts';
import { withTables } from './costs/document.ts';
import { runCommand } from './run-command.ts';

const usage = `Usage: npm run costs [-- --write]
  Prints what a month costs, from list prices and what the stack and a purchase use (infra/operator/costs/).
  --write  puts the tables into docs/costs.md`;

const document = new URL('../../docs/costs.md', import.meta.url);

await runCommand(usage, async () => {
  const { values } = parseArgs({ options: { write: { type: 'boolean' }, help: { type: 'boolean' } } });
  if (values.help) console.log(usage);
  else if (values.write) writeFileSync(document, withTables(readFileSync(document, 'utf8'), costTables()));
  else console.log(costTables());
  return 0;
});
