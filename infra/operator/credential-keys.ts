import { parseArgs } from 'node:util';
import { SSMClient } from '@aws-sdk/client-ssm';
import { StartFault } from '../local/ports.ts';
import { readRing, retire, rotate } from './credential-keys/ring.ts';
import { countSealed, reseal } from './credential-keys/sealed-rows.ts';
import { environmentOf } from './deployment.ts';
import { type Parameters, stageParameters } from './parameters.ts';
import { runCommand } from './run-command.ts';
import { requireStage } from './stage.ts';

const usage = `Usage: npm run credential-keys -- [list | rotate | reseal | retire <key id>] --stage <stage>
  list    the keys that credentials are encrypted with, by their ids, and how many credentials each has sealed
  rotate  makes a new key, which seals from then on; the others go on opening
  reseal  seals all credentials with that key. Wait for five minutes after rotate: until then functions may not know it
  retire  takes out a key that seals nothing any more
  Never shows a key. Exits 0 when all is well, 1 when the key of some credentials is lost, 2 when it failed.`;

interface Stage {
  parameters: Parameters;
  tableName: string;
}

async function list({ parameters, tableName }: Stage): Promise<number> {
  const ring = await readRing(parameters);
  const counts = await countSealed(tableName);
  for (const [index, { keyId }] of ring.entries()) {
    console.log(`${keyId.padEnd(16)} ${counts.get(keyId) ?? 0} credentials${index === 0 ? ', seals' : ''}`);
    counts.delete(keyId);
  }
  for (const [keyId, count] of counts)
    console.log(`${keyId.padEnd(16)} ${count} credentials, lost: no such key`);
  return counts.size === 0 ? 0 : 1;
}

async function sealAnew({ parameters, tableName }: Stage): Promise<number> {
  const { resealed, lost } = await reseal(tableName, await readRing(parameters));
  console.log(`${resealed} credentials sealed anew${lost > 0 ? `, ${lost} whose key is lost` : ''}`);
  return lost === 0 ? 0 : 1;
}

async function perform(stage: Stage, command: string, keyId: string | undefined): Promise<number> {
  if (command === 'list') return list(stage);
  if (command === 'reseal') return sealAnew(stage);
  if (command === 'rotate') {
    console.log(
      `${await rotate(stage.parameters)} seals from now on. Functions see it ${stage.parameters.seen}.`,
    );
    return 0;
  }
  if (keyId === undefined)
    throw new StartFault('Which key? npm run credential-keys -- list tells their ids.');
  await retire(stage.parameters, keyId, await countSealed(stage.tableName));
  console.log(`${keyId} is retired.`);
  return 0;
}

const options = { stage: { type: 'string' }, help: { type: 'boolean', default: false } } as const;

async function run(): Promise<number> {
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const [command = 'list', keyId] = positionals;
  if (values.help || !values.stage || !['list', 'rotate', 'reseal', 'retire'].includes(command)) {
    console.log(usage);
    return values.help ? 0 : 2;
  }
  const parameters = stageParameters(new SSMClient({}), requireStage(values.stage));
  const { TABLE_NAME: tableName = '' } = environmentOf(values.stage);
  return perform({ parameters, tableName }, command, keyId);
}

await runCommand(usage, run);
