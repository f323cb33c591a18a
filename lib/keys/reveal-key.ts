import { AppError } from '../contract/errors.ts';
import { keyNotFound } from '../contract/key-routes.ts';
import { sha256 } from '../platform/hash.ts';
import { keys } from '../platform/keys.ts';
import { type KeysDeps, parseKey } from './key-item.ts';
import { newSecret } from './key-secret.ts';

/**
 * Makes the secret of a key that has none yet, and answers it for the only time. Of two at once one wins; the other,
 * and everyone later, gets 409.
 */
export async function revealKey(
  { table, outside }: KeysDeps,
  userId: string,
  keyId: string,
): Promise<string> {
  const Key = keys.apiKeyListing(userId, keyId);
  const item = await table.get(Key);
  if (!item) throw new AppError('not_found', keyNotFound);
  const secret = newSecret(parseKey(item).prefix, outside);
  const secretHash = sha256(secret);
  const { outcome } = await table.transact([
    {
      Update: {
        Key,
        UpdateExpression: 'SET secretHash = :hash, last4 = :last4',
        ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(secretHash)',
        ExpressionAttributeValues: { ':hash': secretHash, ':last4': secret.slice(-4) },
      },
    },
    {
      Put: {
        Item: { ...keys.apiKey(secretHash), userId, keyId },
        ConditionExpression: 'attribute_not_exists(pk)',
      },
    },
  ]);
  if (outcome === 'done') return secret;
  throw new AppError(
    'already_revealed',
    'The secret of this API key was shown before. Ask for a new secret if you have lost it.',
  );
}
