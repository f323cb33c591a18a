import { parseArgs } from 'node:util';
import { SQSClient } from '@aws-sdk/client-sqs';
import { provideAwsIdentity } from './aws-identity.ts';
import { queueFunctions } from './consumers.ts';
import { type DeadLetterAccess, listDeadLetters, redrive, showDeadLetters } from './dead-letters.ts';
import { laptopCommand } from './laptop-command.ts';
import { givenSettings, namesFor } from './laptop-settings.ts';
import { laptopPorts, StartFault } from './ports.ts';
import { projectFolder, readEnvFile } from './project-folder.ts';

const usage = `Usage: npm run dlq -- list | show <consumer> | redrive <consumer> [--stage <stage>]
  Looks at the running laptop cloud; with --stage at that deployment on AWS, by your AWS credentials.`;

const options = {
  stage: { type: 'string' },
  help: { type: 'boolean', default: false },
} as const;

function readCommand() {
  try {
    return parseArgs({ allowPositionals: true, options });
  } catch (cause) {
    throw new StartFault(usage, { cause });
  }
}

function requireConsumer(name: string | undefined): string {
  const known = queueFunctions().map(([consumer]) => consumer);
  if (name && known.some((consumer) => consumer === name)) return name;
  throw new StartFault(`Which consumer? One of ${known.join(', ')}.\n${usage}`);
}

function accessTo(stage: string | undefined): DeadLetterAccess {
  if (stage) return { client: new SQSClient({}), stage, print: console.log };
  const given = givenSettings(readEnvFile(projectFolder), process.env);
  provideAwsIdentity(given, process.env);
  const endpoint = given.SQS_ENDPOINT ?? `http://localhost:${laptopPorts.events}`;
  return { client: new SQSClient({ endpoint }), stage: namesFor(given).STAGE, print: console.log };
}

async function run(): Promise<void> {
  const { positionals, values } = readCommand();
  const [command, consumer] = positionals;
  if (values.help) return console.log(usage);
  const access = accessTo(values.stage);
  if (command === 'list') await listDeadLetters(access);
  else if (command === 'show') await showDeadLetters(access, requireConsumer(consumer));
  else if (command === 'redrive') await redrive(access, requireConsumer(consumer));
  else throw new StartFault(usage);
}

await laptopCommand(run);
