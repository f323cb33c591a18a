import { AppError } from '../contract/errors.ts';
import type { OperationId } from '../contract/routes.ts';
import type { Authentication, KeyCall, KeyCaller } from '../platform/http/authentication.ts';
import { keys } from '../platform/keys.ts';
import type { Outside } from '../platform/outside.ts';
import type { Table } from '../platform/table.ts';
import { authenticate } from '../sessions/session.ts';
import { bySession } from '../sessions/session-authentication.ts';
import { planRefusal } from '../subscriptions/plan-refusal.ts';
import { authenticateToken, type TokenDeps } from '../tokens/token-authentication.ts';
import { countRequest } from '../usage/count-request.ts';
import { type RateDeps, requestsPerMinute } from '../usage/rate-limit.ts';
import type { UserItem } from '../users/user-item.ts';
import type { KeyItem, KeysDeps } from './key-item.ts';
import { type KeyOwner, ownerOfKey } from './key-owner.ts';

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

/** Counted for everybody, also those who call by cookie or not signed in at all: by their handlers. */
const countedByHandler: readonly string[] = ['generateWorkflow', 'exportWorkflow'] satisfies OperationId[];

/** By user, not by key: more keys give no more calls. */
async function countKeyCall(deps: RateDeps, { user, key }: KeyOwner, action: string): Promise<void> {
  if (countedByHandler.includes(action)) return;
  const limit = requestsPerMinute(deps, user);
  const count = await countRequest(deps, user.userId, limit, { action, keyId: key.keyId });
  if (count.outcome === 'counted') return;
  const { retryAfterSeconds } = count;
  const message = `Too many requests: the plan allows ${limit} a minute, those of all your API keys together`;
  throw new AppError('rate_limited', message, { retryAfterSeconds });
}

async function authenticateKey(
  deps: KeysDeps & RateDeps,
  { operationId, secret, cookies }: KeyCall,
): Promise<KeyCaller<UserItem> | undefined> {
  const owner = await ownerOfKey(deps, secret);
  if (!owner) return undefined;
  const { user, key } = owner;
  const person = cookies.length > 0 ? await authenticate(deps, cookies) : undefined;
  if (person && person.userId !== user.userId) return undefined;
  await countKeyCall(deps, owner, operationId);
  await touch(deps, key);
  return { user, keyId: key.keyId, scopes: key.scopes };
}

/** Callers by session cookie, by a token in its place, or by API key, and what their plans entitle them to. */
export const byCookieOrBearer: Authentication<KeysDeps & RateDeps & TokenDeps, UserItem> = {
  ...bySession,
  authenticateKey,
  authenticateToken,
  planRefusal,
};
