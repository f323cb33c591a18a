import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod/mini';
import { AppError } from '../contract/errors.ts';
import { mostKeys, type NewKey } from '../contract/key-routes.ts';
import { keyScopes } from '../contract/route.ts';
import { sha256 } from '../platform/hash.ts';
import { keys } from '../platform/keys.ts';
import type { Item, TransactionAction } from '../platform/table.ts';
import { expiryOf, isExpired, type KeyItem, type KeysDeps } from './key-item.ts';
import { keyPrefix, newKeyId, newSecret } from './key-secret.ts';
import { listKeys } from './list-keys.ts';

/** Counts the keys that a person made: two who see nineteen do not both make the twentieth. */
const owner = z.object({ keysMade: z._default(z.int(), 0) });

/** The two rows of a key with a secret: its own, and the one that its secret leads to. */
function rowsOf(key: KeyItem, secretHash: string): TransactionAction[] {
  const { userId, keyId } = key;
  const row = (item: Item): TransactionAction => ({
    Put: { Item: { ...item, ...expiryOf(key) }, ConditionExpression: 'attribute_not_exists(pk)' },
  });
  return [
    row({ ...keys.apiKeyListing(userId, keyId), ...key }),
    row({ ...keys.apiKey(secretHash), userId, keyId }),
  ];
}

function countedOn(userId: string, keysMade: number): TransactionAction {
  return {
    Update: {
      Key: keys.user(userId),
      UpdateExpression: 'SET keysMade = :next',
      ConditionExpression:
        keysMade === 0 ? 'attribute_exists(pk) AND attribute_not_exists(keysMade)' : 'keysMade = :seen',
      ExpressionAttributeValues: {
        ':next': keysMade + 1,
        ...(keysMade === 0 ? {} : { ':seen': keysMade }),
      },
    },
  };
}

/** Only keys that still open something count. */
async function keysMadeSoFar({ table, outside }: KeysDeps, userId: string): Promise<number> {
  const user = await table.get(keys.user(userId));
  if (!user) throw new AppError('not_found', 'User not found');
  const now = outside.clock.now();
  const live = (await listKeys(table, userId)).filter((key) => !isExpired(key, now));
  if (live.length >= mostKeys)
    throw new AppError('too_many_keys', `You have ${mostKeys} API keys. Revoke one that you no longer use.`);
  return owner.parse(user).keysMade;
}

function makeKey(
  { outside, stage }: KeysDeps,
  userId: string,
  asked: NewKey,
): { key: KeyItem; secret: string; secretHash: string } {
  const keyId = newKeyId(outside);
  const prefix = keyPrefix(stage, keyId);
  const secret = newSecret(prefix, outside);
  const secretHash = sha256(secret);
  const key = {
    userId,
    keyId,
    name: asked.name,
    prefix,
    scopes: asked.scopes ?? [...keyScopes],
    createdAt: outside.clock.now().toISOString(),
    expiresAt: asked.expiresAt ? new Date(asked.expiresAt).toISOString() : null,
    lastUsedAt: null,
    secretHash,
    last4: secret.slice(-4),
  };
  return { key, secret, secretHash };
}

function requireLaterThanNow({ expiresAt }: NewKey, now: Date): void {
  if (!expiresAt || Date.parse(expiresAt) > now.getTime()) return;
  const message = 'Must be in the future';
  throw new AppError('invalid_field', message, { fields: [{ path: 'expiresAt', message }] });
}

// Each try loses only to another new key of the same person, of which there are twenty at most.
const attempts = mostKeys + 5;
const longestPauseMs = 50;

/** Makes a key. Its secret is in the answer and nowhere else: what is kept is its hash. */
export async function createKey(
  deps: KeysDeps,
  userId: string,
  asked: NewKey,
): Promise<{ key: KeyItem; secret: string }> {
  requireLaterThanNow(asked, deps.outside.clock.now());
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const keysMade = await keysMadeSoFar(deps, userId);
    const { key, secret, secretHash } = makeKey(deps, userId, asked);
    const { outcome } = await deps.table.transact([...rowsOf(key, secretHash), countedOn(userId, keysMade)]);
    if (outcome === 'done') return { key, secret };
    await sleep(Math.random() * longestPauseMs);
  }
  throw new Error(`The API keys of ${userId} kept changing`);
}
