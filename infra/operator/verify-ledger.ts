import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, paginateQuery, paginateScan } from '@aws-sdk/lib-dynamodb';
import { type LedgerDifference, ledgerAudit } from '../../lib/credits/verify-ledger.ts';
import { provideAwsIdentity } from '../local/aws-identity.ts';
import { givenSettings, namesFor } from '../local/laptop-settings.ts';
import { laptopPorts } from '../local/ports.ts';
import { dataFolder, projectFolder, readEnvFile } from '../local/project-folder.ts';
import { startTableEngine } from '../local/table/engine.ts';

const usage = `Usage: npm run ledger:verify [-- --table <name>]
  Adds up every person's ledger entries and holds the sum against their balance. Looks at the laptop's data;
  with --table at that table on AWS, by your AWS credentials. Exits 1 and names the people when a balance differs.`;

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
  if (!existsSync(databaseFile)) throw new Error('There is no laptop data yet. Start Cue with: npm start');
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
    if (!difference || difference.version === last.version) return difference;
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
  for (const { userPartition, balance, entriesSum, entries: count } of differing) {
    console.log(`${userPartition}: balance ${balance}, but its ${count} entries add up to ${entriesSum}`);
  }
  const verdict =
    differing.length === 0 ? 'every balance is the sum of its entries' : `${differing.length} differ`;
  console.log(`${tableName}: ${users} people, ${entries} entries: ${verdict}`);
  return differing.length === 0;
}

async function run(): Promise<void> {
  const { values } = parseArgs({ options: { table: { type: 'string' }, help: { type: 'boolean' } } });
  if (values.help) return console.log(usage);
  const ledger = values.table
    ? { client: new DynamoDBClient({}), tableName: values.table, close: async () => undefined }
    : await laptopLedger();
  try {
    if (!(await verify(ledger))) process.exitCode = 1;
  } finally {
    await ledger.close();
  }
}

await run().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  console.error(usage);
  process.exitCode = 2;
});
