import { spawn } from 'node:child_process';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { recordEntry } from '../../lib/credits/entry.ts';
import { keys } from '../../lib/platform/keys.ts';
import { createTable, type Table } from '../../lib/platform/table.ts';
import { patientOutside } from '../local/patient-outside.ts';
import { createTableIfMissing } from '../local/table/create-table.ts';
import { startTableEngine } from '../local/table/engine.ts';
import { spawnCommand } from './testing/spawn-command.ts';

let engine: Awaited<ReturnType<typeof startTableEngine>>;
let table: Table;
beforeAll(async () => {
  engine = await startTableEngine({ port: 0 });
  await createTableIfMissing(engine.url, 'cue-audit');
  table = createTable({ TABLE_NAME: 'cue-audit', DYNAMODB_ENDPOINT: engine.url }, patientOutside);
});
afterAll(() => engine.close());

/** Runs the command as `npm run ledger:verify` does. */
async function verifyLedger(): Promise<{ status: number | null; output: string }> {
  const command = new URL('./verify-ledger.ts', import.meta.url).pathname;
  const environment = {
    ...process.env,
    DYNAMODB_ENDPOINT: engine.url,
    TABLE_NAME: 'cue-audit',
    NODE_OPTIONS: '',
  };
  const child = spawn(process.execPath, [command], { env: environment });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += text));
  const status = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { status, output };
}

const purchase = (userId: string, creditsDelta: number) =>
  recordEntry({
    userId,
    cause: `purchase:cs_${creditsDelta}`,
    causedAt: '2026-11-21T10:00:00.000Z',
    type: 'Purchase',
    creditsDelta,
    notes: '',
    sourceKind: 'checkout_session',
    sourceId: `cs_${creditsDelta}`,
    eventId: null,
  });

test('ledger:verify passes while balances are sums, and otherwise fails with the people that differ', async () => {
  await table.transact(purchase('usr_a', 25));
  await table.transact(purchase('usr_b', 30));
  expect(await verifyLedger()).toEqual({
    status: 0,
    output: 'cue-audit: 2 people, 2 entries: every balance is the sum of its entries\n',
  });
  await table.update({
    Key: keys.balance('usr_b'),
    UpdateExpression: 'ADD available :one',
    ExpressionAttributeValues: { ':one': 1 },
  });
  expect(await verifyLedger()).toEqual({
    status: 1,
    output:
      'USER#usr_b: balance 31, but its 1 entries add up to 30\ncue-audit: 2 people, 2 entries: 1 differ\n',
  });
}, 30_000);

test('a stage and a table at once are refused: they would be two ledgers', async () => {
  const args = ['--stage', 'prod', '--table', 'cue-prod-20261121'];
  expect(await spawnCommand({ file: 'verify-ledger.ts', args })).toEqual({
    status: 2,
    output: '--stage names a table of its own: give one of --stage and --table.\n',
  });
}, 20_000);
