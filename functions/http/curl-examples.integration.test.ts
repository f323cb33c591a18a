import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { patientOutside } from '../../infra/local/patient-outside.ts';
import { temporaryFolder } from '../../infra/local/testing/temporary-folder.ts';
import { type Product, startProduct } from '../../infra/testing/product.ts';
import { subscriptionFixture } from '../../infra/testing/subscription-fixture.ts';
import { recordEntry } from '../../lib/credits/entry.ts';
import { keys } from '../../lib/platform/keys.ts';
import { createTable } from '../../lib/platform/table.ts';

let product: Product;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => {
  product = await startProduct();
  folder = await temporaryFolder();
}, 60_000);
afterAll(async () => {
  await folder.remove();
  await product.close();
});

/** Somebody on Pro with 25 credits, and a key that may do everything. */
async function keyAndCredits(): Promise<string> {
  const ada = await product.account('ada@example.com');
  const { id: userId } = (await ada.call<{ id: string }>('GET', '/api/auth/user')).json;
  const { TABLE_NAME = '', DYNAMODB_ENDPOINT } = product.cloud.settings;
  const table = createTable({ TABLE_NAME, DYNAMODB_ENDPOINT }, patientOutside);
  await table.update({
    Key: keys.user(userId),
    UpdateExpression: 'SET subscription = :subscription',
    ExpressionAttributeValues: { ':subscription': subscriptionFixture({ userId }) },
  });
  const source = { sourceKind: 'test', sourceId: 'x', notes: '', eventId: null };
  const entry = { userId, cause: 'cs_1', causedAt: '2026-01-01T00:00:00.000Z', ...source } as const;
  await table.transact([...recordEntry({ ...entry, type: 'Purchase', creditsDelta: 25 })]);
  return (await ada.call<{ secret: string }>('POST', '/api/keys', { body: { name: 'curl' } })).json.secret;
}

const page = readFileSync(new URL('../../docs/api-keys.md', import.meta.url), 'utf8');

test('what docs/api-keys.md has people type into a shell does what it says', async () => {
  const [, script = ''] = /```sh\n([\s\S]*?)```/.exec(page) ?? [];
  expect(script).toContain('KEY=cue_dev_…\nAPI=http://localhost:8000\n');
  const ours = script
    .replace('cue_dev_…', await keyAndCredits())
    .replace('http://localhost:8000', product.cloud.addresses.api)
    // Each answer on a line of its own.
    .replace('curl --silent', "curl -w '\\n' --silent");
  const options = { cwd: folder.path, timeout: 60_000 };
  const { stdout } = await promisify(execFile)('bash', ['-euo', 'pipefail', '-c', ours], options);
  const answers = stdout.trim().split('\n').filter(Boolean);
  const [credits, ledger, usage, spent, settled, released, workflows] = answers.map((line) =>
    JSON.parse(line),
  );
  expect(credits).toMatchObject({ balance: 25, tier: 'PRO' });
  expect(ledger).toEqual({ entries: [], next_cursor: null });
  expect(usage.totals.requests).toBeGreaterThan(0);
  expect(spent).toMatchObject({ balance: 23, entry: { notes: 'A short answer' } });
  expect(settled).toMatchObject({ status: 'settled', credits: 8 });
  expect(released).toMatchObject({ status: 'released' });
  expect(workflows).toMatchObject({ total: 1 });
  expect(readFileSync(join(folder.path, 'workflow.zip')).subarray(0, 2).toString()).toBe('PK');
}, 90_000);
