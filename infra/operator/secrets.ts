import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { SSMClient } from '@aws-sdk/client-ssm';
import { StartFault } from '../local/ports.ts';
import { type Parameters, stageParameters } from './parameters.ts';
import { runCommand } from './run-command.ts';
import { askUnseen, readStdin } from './secrets/ask.ts';
import { changeMode } from './secrets/change-mode.ts';
import { listSettings } from './secrets/list.ts';
import { type SetDeps, setSettings } from './secrets/set.ts';
import { stripeKeys } from './secrets/stripe-mode.ts';
import { type WantedSetting, wantedSettings } from './secrets/wanted.ts';
import { requireStage } from './stage.ts';

const usage = `Usage: npm run secrets -- [list] --stage <stage>
       npm run secrets -- set [NAME …] --stage <stage> [--from-env] [--overwrite]
       npm run secrets -- set --other-mode --stage <stage> [--from-env]
  list  what the functions of the stage read from SSM, and whether it is there; never a value
  set   asks for each, unseen, and writes it; without names, for all that are not there yet. SESSION_SECRET_KEY,
        IDENTITY_HASH_KEY and CREDENTIALS_ENCRYPTION_KEYS are made up when nothing is given for them and there is none;
        the last two never change after: npm run credential-keys rotates the keys of credentials.
        One name may come by a pipe: … set STRIPE_SECRET_KEY --stage prod < file
  --from-env   takes the values from environment variables of the same names
  --overwrite  also writes what is there already
  --other-mode writes both keys of Stripe, live in the place of test ones or the reverse; right only while nobody has
               bought: customers exist in one mode
  Exits 0 when all is well, 1 when something is missing (list) or was there already (set), 2 when it failed.`;

const options = {
  stage: { type: 'string' },
  'from-env': { type: 'boolean', default: false },
  overwrite: { type: 'boolean', default: false },
  'other-mode': { type: 'boolean', default: false },
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

function valuesFrom(fromEnvironment: boolean, count: number): SetDeps['askFor'] {
  if (fromEnvironment) return async ({ name }) => process.env[name] ?? '';
  if (process.stdin.isTTY) return askUnseen;
  if (count > 1) throw new StartFault('A pipe holds one value: name one setting, or use --from-env.');
  return readStdin;
}

type Options = ReturnType<typeof parseArgs<{ options: typeof options }>>['values'];

async function set(parameters: Parameters, names: string[], given: Options): Promise<boolean> {
  const fromEnvironment = given['from-env'];
  const deps = { parameters, randomBytes, print: console.log };
  if (given['other-mode']) {
    if (names.length > 0) throw new StartFault('--other-mode takes no names: it writes both keys of Stripe.');
    const askFor = valuesFrom(fromEnvironment, stripeKeys.length);
    await changeMode({ ...deps, askFor }, wantedSettings());
    return true;
  }
  const wanted = await chosen(names, parameters);
  const askFor = valuesFrom(fromEnvironment, wanted.length);
  return setSettings({ ...deps, askFor }, wanted, { overwrite: given.overwrite });
}

async function run(): Promise<number> {
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const [command = 'list', ...names] = positionals;
  if (values.help || !values.stage || !['list', 'set'].includes(command)) {
    console.log(usage);
    return values.help ? 0 : 2;
  }
  const parameters = stageParameters(new SSMClient({}), requireStage(values.stage));
  if (command === 'set') return (await set(parameters, names, values)) ? 0 : 1;
  const payments = process.env.STRIPE_ENABLED !== 'false';
  return (await listSettings({ parameters, payments, print: console.log }, wantedSettings())) ? 0 : 1;
}

await runCommand(usage, run);
