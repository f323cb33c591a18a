import { statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { parseSettings } from '../../lib/platform/settings.ts';
import { laptopCredentialKeys } from './credential-keys.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

const isValid = (CREDENTIALS_ENCRYPTION_KEYS: string) =>
  parseSettings(['CREDENTIALS_ENCRYPTION_KEYS'], { CREDENTIALS_ENCRYPTION_KEYS });

test("a laptop's key is made by chance once, kept beside the data, and read by nobody else on the machine", async () => {
  const { path, remove } = await temporaryFolder();
  const directory = join(path, 'new');
  const made = laptopCredentialKeys(directory);
  expect(isValid(made).CREDENTIALS_ENCRYPTION_KEYS).toMatchObject([{ keyId: 'laptop' }]);
  expect(laptopCredentialKeys(directory)).toBe(made);
  expect(statSync(join(directory, 'credential-keys')).mode & 0o777).toBe(0o600);
  expect(laptopCredentialKeys(path)).not.toBe(made);
  await remove();
});

test('where nothing is kept, each start has a key of its own', () => {
  expect(laptopCredentialKeys(undefined)).not.toBe(laptopCredentialKeys(undefined));
});
