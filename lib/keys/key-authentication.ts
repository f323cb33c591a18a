import { AppError } from '../contract/errors.ts';
import type { Authentication, KeyCaller } from '../platform/http/authentication.ts';
import { keys } from '../platform/keys.ts';
import type { Outside } from '../platform/outside.ts';
import type { Table } from '../platform/table.ts';
import { authenticate } from '../sessions/session.ts';
import { bySession } from '../sessions/session-authentication.ts';
import { planRefusal } from '../subscriptions/plan-refusal.ts';
import { callsPerMinute, countCall, type RateDeps } from '../usage/rate-limit.ts';
import type { UserItem } from '../users/user-item.ts';
import type { KeyItem, KeysDeps } from './key-item.ts';
import { ownerOfKey } from './key-owner.ts';

// "Last used" is written at most this often: a call costs one write, its count.
const touchIntervalMs = 3_600_000;

async function touch(
  { table, outside }: { table: Table; outside: Outside },
  { userId, keyId, lastUsedAt }: KeyItem,
): Promise<void> {
  const now = outside.clock.now();
  if (lastUsedAt && now.getTime() < Date.parse(lastUsedAt) + touchIntervalMs) return;
  await table.update({
    Key: keys.apiKeyListing(userId, keyId),
    UpdateExpression: 'SET lastUsedAt = :now',
    ConditionExpression: 'attribute_exists(pk)',
    ExpressionAttributeValues: { ':now': now.toISOString() },
  });
}

/** By user, not by key: more keys give no more calls. */
async function countKeyCall(deps: RateDeps, user: UserItem): Promise<void> {
  const limit = callsPerMinute(deps, user);
  const count = await countCall(deps, user.userId, limit);
  if (count.outcome === 'counted') return;
  const { retryAfterSeconds } = count;
  const message = `Too many requests: the plan allows ${limit} a minute, those of all your API keys together`;
  throw new AppError('rate_limited', message, { retryAfterSeconds });
}

async function authenticateKey(
  deps: KeysDeps & RateDeps,
  secret: string,
  cookies: readonly string[],
): Promise<KeyCaller<UserItem> | undefined> {
  const owner = await ownerOfKey(deps, secret);
  if (!owner) return undefined;
  const { user, key } = owner;
  const person = cookies.length > 0 ? await authenticate(deps, cookies) : undefined;
  if (person && person.userId !== user.userId) return undefined;
  await countKeyCall(deps, user);
  await touch(deps, key);
  return { user, scopes: key.scopes };
}

/** Callers by session cookie or by API key, and what their plans entitle them to. */
export const bySessionOrKey: Authentication<KeysDeps & RateDeps, UserItem> = {
  ...bySession,
  authenticateKey,
  planRefusal,
};
