import type { Outside } from '../../../lib/platform/outside.ts';

// What AES-256 takes.
const keyBytes = 32;

/** One key of `CREDENTIALS_ENCRYPTION_KEYS`. */
export const newEncryptionKey = (randomBytes: Outside['randomBytes'], keyId: string): string =>
  `${keyId}:${randomBytes(keyBytes).toString('base64')}`;
