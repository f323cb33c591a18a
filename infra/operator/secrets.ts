import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { SSMClient } from '@aws-sdk/client-ssm';
import { StartFault } from '../local/ports.ts';
import { type Parameters, stageParameters } from './parameters.ts';
import { runCommand } from './run-command.ts';
import { askUnseen, readStdin } from './secrets/ask.ts';
import { listSettings } from './secrets/list.ts';
import { setSettings } from './secrets/set.ts';
import { type WantedSetting, wantedSettings } from './secrets/wanted.ts';
import { requireStage } from './stage.ts';

const usage = `Usage: npm run secrets -- [list] --stage <stage>
       npm run secrets -- set [NAME …] --stage <stage> [--from-env] [--overwrite]
  list  what the functions of the stage read from SSM, and whether it is there; never a value
  set   asks for each, unseen, and writes it; without names, for all that are not there yet. SESSION_SECRET_KEY is
        made up when nothing is given for it. One name may come by a pipe: … set STRIPE_SECRET_KEY --stage prod < file
  --from-env   takes the values from environment variables of the same names
  --overwrite  also writes what is there already
  Exits 0 when all is well, 1 when something is missing (list) or was there already (set), 2 when it failed.`;

const options = {
  stage: { type: 'string' },
  'from-env': { type: 'boolean', default: false },
  overwrite: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

/** The settings that are named; what another command writes only by its name. */
async function chosen(names: string[], parameters: Parameters): Promise<WantedSetting[]> {
  const all = wantedSettings();
  const byDeploy = all.filter(({ writtenBy }) => writtenBy === 'npm run deploy').map(({ name }) => name);
  const wrong = names.find((name) => !all.some((setting) => setting.name === name));
  if (wrong)
    throw new StartFault(`No function reads ${wrong} from SSM. npm run secrets -- list tells which they do.`);
  const deployed = names.find((name) => byDeploy.some((own) => own === name));
  if (deployed)
    throw new StartFault(`${deployed} is written by npm run deploy, which would put its own back.`);
  if (names.length > 0) return all.filter(({ name }) => names.includes(name));
  const present = await parameters.read(all.map(({ name }) => name));
  return all.filter(({ name, writtenBy }) => !writtenBy && present[name] === undefined);
}

function valuesFrom(fromEnvironment: boolean, count: number): (setting: WantedSetting) => Promise<string> {
  if (fromEnvironment) return async ({ name }) => process.env[name] ?? '';
  if (process.stdin.isTTY) return askUnseen;
  if (count > 1) throw new StartFault('A pipe holds one value: name one setting, or use --from-env.');
  return readStdin;
}

async function run(): Promise<number> {
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const [command = 'list', ...names] = positionals;
  if (values.help || !values.stage || !['list', 'set'].includes(command)) {
    console.log(usage);
    return values.help ? 0 : 2;
  }
  const parameters = stageParameters(new SSMClient({}), requireStage(values.stage));
  if (command === 'list') {
    const payments = process.env.STRIPE_ENABLED !== 'false';
    return (await listSettings({ parameters, payments, print: console.log }, wantedSettings())) ? 0 : 1;
  }
  const wanted = await chosen(names, parameters);
  const askFor = valuesFrom(values['from-env'], wanted.length);
  const deps = { parameters, randomBytes, askFor, print: console.log };
  return (await setSettings(deps, wanted, { overwrite: values.overwrite })) ? 0 : 1;
}

await runCommand(usage, run);
