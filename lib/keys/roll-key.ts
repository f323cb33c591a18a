import { AppError } from '../contract/errors.ts';
import { keyNotFound } from '../contract/key-routes.ts';
import { sha256 } from '../platform/hash.ts';
import { keys } from '../platform/keys.ts';
import type { TransactionAction } from '../platform/table.ts';
import { expiryOf, type KeyItem, type KeysDeps, parseKey } from './key-item.ts';
import { newSecret } from './key-secret.ts';

function replaced(key: KeyItem, secret: string): TransactionAction[] {
  const { userId, keyId, secretHash: old } = key;
  const next = sha256(secret);
  return [
    {
      Update: {
        Key: keys.apiKeyListing(userId, keyId),
        UpdateExpression: 'SET secretHash = :next, last4 = :last4',
        ConditionExpression: old
          ? 'secretHash = :old'
          : 'attribute_exists(pk) AND attribute_not_exists(secretHash)',
        ExpressionAttributeValues: {
          ':next': next,
          ':last4': secret.slice(-4),
          ...(old ? { ':old': old } : {}),
        },
      },
    },
    {
      Put: {
        Item: { ...keys.apiKey(next), userId, keyId, ...expiryOf(key) },
        ConditionExpression: 'attribute_not_exists(pk)',
      },
    },
    ...(old ? [{ Delete: { Key: keys.apiKey(old) } }] : []),
  ];
}

/**
 * Gives a key another secret, which is answered once; the old one opens nothing from then on. On any plan: who lost
 * the secret of the only key that they may have is not left without one. Of two at once one wins.
 */
export async function rollKey({ table, outside }: KeysDeps, userId: string, keyId: string): Promise<string> {
  const item = await table.get(keys.apiKeyListing(userId, keyId));
  if (!item) throw new AppError('not_found', keyNotFound);
  const key = parseKey(item);
  const secret = newSecret(key.prefix, outside);
  const { outcome } = await table.transact(replaced(key, secret));
  if (outcome === 'done') return secret;
  throw new AppError(
    'already_revealed',
    'This API key got another secret a moment ago. Ask for a new one if you do not have that.',
  );
}
