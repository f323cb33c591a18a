import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { parseCredential } from '../../lib/credentials/credential-item.ts';
import { createSeal } from '../../lib/credentials/seal.ts';
import { keys } from '../../lib/platform/keys.ts';
import { createTable, type Table } from '../../lib/platform/table.ts';
import { patientOutside } from '../local/patient-outside.ts';
import { createTableIfMissing } from '../local/table/create-table.ts';
import { startTableEngine } from '../local/table/engine.ts';
import { type ParameterServer, startParameterServer } from './testing/parameter-server.ts';
import { spawnCommand } from './testing/spawn-command.ts';

let engine: Awaited<ReturnType<typeof startTableEngine>>;
let table: Table;
let ssm: ParameterServer;
beforeAll(async () => {
  engine = await startTableEngine({ port: 0 });
  await createTableIfMissing(engine.url, 'cue-prod');
  table = createTable({ TABLE_NAME: 'cue-prod', DYNAMODB_ENDPOINT: engine.url }, patientOutside);
});
beforeEach(async () => {
  ssm = await startParameterServer({ '/cue/prod/CREDENTIALS_ENCRYPTION_KEYS': `k1:${first}` });
});
afterAll(() => engine.close());

const first = Buffer.from('a'.repeat(32)).toString('base64');
const ring = () => ssm.kept.get('/cue/prod/CREDENTIALS_ENCRYPTION_KEYS');

/** `npm run credential-keys -- …`, for stage prod. */
const credentialKeys = (...args: string[]) =>
  spawnCommand({
    file: 'credential-keys.ts',
    args: [...args, '--stage', 'prod'],
    environment: { AWS_ENDPOINT_URL_SSM: ssm.url, AWS_ENDPOINT_URL_DYNAMODB: engine.url },
  });

async function keep(name: string, key: { keyId: string; key: string }): Promise<void> {
  const place = { userId: 'usr_a', service: 'stripe', name } as const;
  const sealed = createSeal([key], patientOutside).close(place, { secretKey: `sk_test_${name}` });
  const item = { ...place, ...sealed, status: 'valid', last4: '1234', checkedAt: '2026-11-21T10:00:00.000Z' };
  await table.put({ Item: { ...keys.credential('usr_a', 'stripe', name), ...item } });
}
const read = async (name: string) =>
  parseCredential((await table.get(keys.credential('usr_a', 'stripe', name))) ?? {});

test('a key is rotated, everything is sealed anew, and the old key is retired; no key is ever shown', async () => {
  await keep('shop', { keyId: 'k1', key: first });
  await keep('books', { keyId: 'k1', key: first });
  expect(await credentialKeys()).toEqual({ status: 0, output: 'k1               2 credentials, seals\n' });
  expect(await credentialKeys('rotate')).toEqual({
    status: 0,
    output: 'k2 seals from now on. Functions see it within five minutes.\n',
  });
  expect(ring()).toEqual({
    Type: 'SecureString',
    Value: expect.stringMatching(new RegExp(`^k2:[A-Za-z0-9+/]{43}=,k1:${first.replaceAll('+', '\\+')}$`)),
  });
  expect(await credentialKeys('retire', 'k1')).toEqual({
    status: 2,
    output: 'k1 still seals 2 credentials. Seal them anew with: npm run credential-keys -- reseal\n',
  });
  expect(await credentialKeys('reseal')).toEqual({ status: 0, output: '2 credentials sealed anew\n' });
  expect((await credentialKeys('retire', 'k2')).output).toContain('k2 is the key that seals.');
  expect(await credentialKeys('retire', 'k1')).toEqual({ status: 0, output: 'k1 is retired.\n' });
  const [, second = ''] = /^k2:(.+)$/.exec(ring()?.Value ?? '') ?? [];
  const seal = createSeal([{ keyId: 'k2', key: second }], patientOutside);
  for (const name of ['shop', 'books']) {
    const item = await read(name);
    expect(seal.open(item, item)).toEqual({ values: { secretKey: `sk_test_${name}` } });
  }
  await ssm[Symbol.asyncDispose]();
}, 60_000);

test('what a key that is gone has sealed is told as lost, and left as it is', async () => {
  await keep('shop', { keyId: 'k9', key: first });
  await keep('books', { keyId: 'k1', key: first });
  const before = await read('shop');
  expect(await credentialKeys('list')).toEqual({
    status: 1,
    output: 'k1               1 credentials, seals\nk9               1 credentials, lost: no such key\n',
  });
  expect(await credentialKeys('reseal')).toEqual({
    status: 1,
    output: '0 credentials sealed anew, 1 whose key is lost\n',
  });
  expect(await read('shop')).toEqual(before);
  await ssm[Symbol.asyncDispose]();
}, 30_000);

test('without a stage, or a key to retire, it says what it needs', async () => {
  const bare = await spawnCommand({ file: 'credential-keys.ts' });
  expect([bare.status, bare.output]).toEqual([2, expect.stringMatching(/^Usage: npm run credential-keys/)]);
  expect((await credentialKeys('retire')).output).toContain('Which key?');
  expect((await credentialKeys('retire', 'k7')).output).toBe('The ring has no key k7.\n');
  await ssm[Symbol.asyncDispose]();
}, 30_000);
