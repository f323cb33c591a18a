import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, paginateQuery, paginateScan } from '@aws-sdk/lib-dynamodb';
import { type LedgerDifference, ledgerAudit } from '../../lib/credits/verify-ledger.ts';
import { provideAwsIdentity } from '../local/aws-identity.ts';
import { givenSettings, namesFor } from '../local/laptop-settings.ts';
import { laptopPorts, StartFault } from '../local/ports.ts';
import { dataFolder, projectFolder, readEnvFile } from '../local/project-folder.ts';
import { startTableEngine } from '../local/table/engine.ts';
import { environmentOf } from './deployment.ts';
import { runCommand } from './run-command.ts';

const usage = `Usage: npm run ledger:verify [-- --stage <stage> | --table <name>]
  Adds up every person's ledger entries and holds the sum against their balance, and what is held of it against their
  open holds. Looks at the laptop's data; with --stage at that deployment on AWS, with --table at any table there (one
  that was restored, say), by your AWS credentials. Exits 0 when all is well, 1 and names the people when a balance
  differs, 2 when it failed.`;

interface Ledger {
  client: DynamoDBClient;
  tableName: string;
  close(): Promise<void>;
}

async function isListening(url: string): Promise<boolean> {
  return fetch(url).then(
    () => true,
    () => false,
  );
}

/** The running laptop cloud's table, or the one it left in `.cue/`. */
async function laptopLedger(): Promise<Ledger> {
  const given = givenSettings(readEnvFile(projectFolder), process.env);
  provideAwsIdentity(given, process.env);
  const tableName = namesFor(given).TABLE_NAME;
  const running = given.DYNAMODB_ENDPOINT ?? `http://localhost:${laptopPorts.table}`;
  if (given.DYNAMODB_ENDPOINT || (await isListening(running))) {
    return { client: new DynamoDBClient({ endpoint: running }), tableName, close: async () => undefined };
  }
  const databaseFile = join(dataFolder, 'table.sqlite');
  if (!existsSync(databaseFile))
    throw new StartFault('There is no laptop data yet. Start Cue with: npm start');
  const engine = await startTableEngine({ port: 0, databaseFile });
  return { client: new DynamoDBClient({ endpoint: engine.url }), tableName, close: () => engine.close() };
}

// A purchase between two looks at one person settles within milliseconds.
const looks = 3;

/**
 * A scan is no snapshot: a purchase may land between the page with the balance and the page with its entry. So a
 * difference counts only if a second look at that person alone finds it again, with the balance unmoved.
 */
async function stillDiffers(documents: DynamoDBDocumentClient, tableName: string, found: LedgerDifference) {
  let last = found;
  for (let look = 0; look < looks; look += 1) {
    const audit = ledgerAudit();
    const partition = {
      TableName: tableName,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': found.userPartition },
      ConsistentRead: true,
    };
    for await (const page of paginateQuery({ client: documents }, partition)) {
      for (const item of page.Items ?? []) audit.add(item);
    }
    const [difference] = audit.result().differences;
    // A hold moves what is held, and leaves the version.
    const isUnmoved = difference?.version === last.version && difference.held === last.held;
    if (!difference || isUnmoved) return difference;
    last = difference;
  }
  return last;
}

async function verify({ client, tableName }: Ledger): Promise<boolean> {
  const audit = ledgerAudit();
  let items = 0;
  const documents = DynamoDBDocumentClient.from(client);
  for await (const page of paginateScan(
    { client: documents },
    { TableName: tableName, ConsistentRead: true },
  )) {
    for (const item of page.Items ?? []) audit.add(item);
    items += page.Items?.length ?? 0;
    if (process.stderr.isTTY) process.stderr.write(`\r${items} items read`);
  }
  if (process.stderr.isTTY) process.stderr.write('\n');
  const { users, entries, differences } = audit.result();
  const checked = await Promise.all(differences.map((found) => stillDiffers(documents, tableName, found)));
  const differing = checked.filter((difference) => difference !== undefined);
  for (const { userPartition, balance, entriesSum, entries: count, held, openHolds } of differing) {
    if (balance !== entriesSum)
      console.log(`${userPartition}: balance ${balance}, but its ${count} entries add up to ${entriesSum}`);
    if (held !== openHolds)
      console.log(`${userPartition}: ${held} held, but its open holds keep ${openHolds}`);
  }
  const verdict =
    differing.length === 0 ? 'every balance is the sum of its entries' : `${differing.length} differ`;
  console.log(`${tableName}: ${users} people, ${entries} entries: ${verdict}`);
  return differing.length === 0;
}

const options = {
  stage: { type: 'string' },
  table: { type: 'string' },
  help: { type: 'boolean', default: false },
} as const;

async function run(): Promise<number> {
  const { stage, table, help } = parseArgs({ options }).values;
  if (help) {
    console.log(usage);
    return 0;
  }
  if (stage !== undefined && table !== undefined)
    throw new StartFault('--stage names a table of its own: give one of --stage and --table.');
  const tableName = table ?? (stage && environmentOf(stage).TABLE_NAME);
  const ledger = tableName
    ? { client: new DynamoDBClient({}), tableName, close: async () => undefined }
    : await laptopLedger();
  try {
    return (await verify(ledger)) ? 0 : 1;
  } finally {
    await ledger.close();
  }
}

await runCommand(usage, run);
