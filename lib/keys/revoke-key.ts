import { AppError } from '../contract/errors.ts';
import { keyNotFound } from '../contract/key-routes.ts';
import { keys } from '../platform/keys.ts';
import type { Table } from '../platform/table.ts';
import { parseKey } from './key-item.ts';

/** Without its row among the owner's a secret opens nothing, so the key is dead before the second row is gone. */
export async function revokeKey(table: Table, userId: string, keyId: string): Promise<void> {
  const revoked = await table.remove({ Key: keys.apiKeyListing(userId, keyId) });
  if (!revoked) throw new AppError('not_found', keyNotFound);
  const { secretHash } = parseKey(revoked);
  if (secretHash) await table.remove({ Key: keys.apiKey(secretHash) });
}
