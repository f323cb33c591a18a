import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newEncryptionKey } from '../operator/secrets/encryption-key.ts';

/**
 * Made by chance at the first start and kept beside the data: unlike the laptop's other secrets it guards what people
 * type in, keys of real services perhaps.
 */
export function laptopCredentialKeys(directory: string | undefined): string {
  if (!directory) return newEncryptionKey(randomBytes, 'laptop');
  const file = join(directory, 'credential-keys');
  if (!existsSync(file)) {
    mkdirSync(directory, { recursive: true });
    writeFileSync(file, newEncryptionKey(randomBytes, 'laptop'), { mode: 0o600, flag: 'wx' });
  }
  return readFileSync(file, 'utf8');
}
