import { timingSafeEqual } from 'node:crypto';
import { sha256 } from '../platform/hash.ts';
import { keys } from '../platform/keys.ts';
import type { Item } from '../platform/table.ts';
import { parseUser, type UserItem } from '../users/user-item.ts';
import { isExpired, type KeyItem, type KeysDeps, parseKey, parseSecretRow } from './key-item.ts';

export interface KeyOwner {
  user: UserItem;
  key: KeyItem;
}

// What a wrong secret leads to: as many reads as a right one.
const nobody = { userId: 'nobody', keyId: 'none' };

function isSame(one: string, other: string): boolean {
  const [bytes, otherBytes] = [Buffer.from(one), Buffer.from(other)];
  return bytes.length === otherBytes.length && timingSafeEqual(bytes, otherBytes);
}

/** The key that the secret is of, when it is of this stage and still good. */
function goodKey(
  { outside, stage }: KeysDeps,
  { secret, hash }: { secret: string; hash: string },
  item: Item | undefined,
): KeyItem | undefined {
  const key = item && parseKey(item);
  if (!isSame(key?.secretHash ?? sha256(''), hash) || !key) return undefined;
  return secret.startsWith(`cue_${stage}_`) && !isExpired(key, outside.clock.now()) ? key : undefined;
}

/**
 * Whose secret it is: from its hash to the owner's rows. Whatever is wrong with it (unknown, revoked, expired, of
 * another stage) is found out after the same two reads.
 */
export async function ownerOfKey(deps: KeysDeps, secret: string): Promise<KeyOwner | undefined> {
  const hash = sha256(secret);
  const found = await deps.table.get(keys.apiKey(hash));
  const { userId, keyId } = found ? parseSecretRow(found) : nobody;
  const [user, item] = await deps.table.getAll([keys.user(userId), keys.apiKeyListing(userId, keyId)]);
  const key = goodKey(deps, { secret, hash }, item);
  return user && key ? { user: parseUser(user), key } : undefined;
}
