import * as z from 'zod/mini';
import { epochSeconds } from '../platform/clock.ts';
import { sha256 } from '../platform/hash.ts';
import { newBase62, newToken } from '../platform/ids.ts';
import { keys } from '../platform/keys.ts';
import type { Outside } from '../platform/outside.ts';
import type { Item, Table } from '../platform/table.ts';
import { parseUser, type UserItem } from '../users/user-item.ts';
import { readSessionCookie, type SessionToken } from './cookie.ts';

export interface SessionsDeps {
  table: Table;
  outside: Outside;
}

const daySeconds = 86_400;
/** A session ends this long after sign-in, whatever happens. */
export const absoluteLimitSeconds = 30 * daySeconds;
/** And this long after it was last seen. */
const idleLimitSeconds = 7 * daySeconds;
// "Last seen" is written at most this often: reading a page costs no write.
const touchIntervalSeconds = 3_600;

const sessionItem = z.object({
  /** What its owner ends it by: by chance, and of no use without being signed in as them. */
  sessionId: z.optional(z.string()),
  /** The browser's `User-Agent` at sign-in. */
  device: z.string(),
  createdAt: z.string(),
  lastSeenAtEpochSeconds: z.int(),
  expiresAtEpochSeconds: z.int(),
});

export const parseSession = (item: Item) => sessionItem.parse(item);

const newSessionId = (outside: Outside) => `ses_${newBase62(16, outside)}`;

/** Starts a session; only the token's hash is kept. Throws when the user is not there (any more). */
export async function startSession(
  { table, outside }: SessionsDeps,
  userId: string,
  device: string,
): Promise<SessionToken> {
  const token = newToken(outside);
  const now = outside.realClock.now();
  const session = {
    ...keys.session(userId, sha256(token)),
    sessionId: newSessionId(outside),
    device: device.slice(0, 200),
    createdAt: now.toISOString(),
    lastSeenAtEpochSeconds: epochSeconds(now),
    expiresAtEpochSeconds: epochSeconds(now) + absoluteLimitSeconds,
  };
  const { outcome } = await table.transact([
    { ConditionCheck: { Key: keys.user(userId), ConditionExpression: 'attribute_exists(pk)' } },
    { Put: { Item: session, ConditionExpression: 'attribute_not_exists(pk)' } },
  ]);
  if (outcome !== 'done') throw new Error('A session was started for a user who is not there');
  return { userId, token };
}

export function isLive(item: Item | undefined, nowSeconds: number): item is Item {
  if (!item) return false;
  const { lastSeenAtEpochSeconds, expiresAtEpochSeconds } = parseSession(item);
  return nowSeconds < expiresAtEpochSeconds && nowSeconds < lastSeenAtEpochSeconds + idleLimitSeconds;
}

async function touch(
  { table, outside }: SessionsDeps,
  session: Item,
  { userId, token }: SessionToken,
  nowSeconds: number,
): Promise<void> {
  if (nowSeconds < parseSession(session).lastSeenAtEpochSeconds + touchIntervalSeconds) return;
  await table.update({
    Key: keys.session(userId, sha256(token)),
    // A session from before there were ids gets one.
    UpdateExpression: 'SET lastSeenAtEpochSeconds = :now, sessionId = if_not_exists(sessionId, :id)',
    ConditionExpression: 'attribute_exists(pk)',
    ExpressionAttributeValues: { ':now': nowSeconds, ':id': newSessionId(outside) },
  });
}

/** The person whose live session the cookie names, in one read; undefined otherwise. */
export async function authenticate(
  deps: SessionsDeps,
  cookies: readonly string[],
): Promise<UserItem | undefined> {
  const claimed = readSessionCookie(cookies);
  if (!claimed) return undefined;
  const [user, session] = await deps.table.getAll([
    keys.user(claimed.userId),
    keys.session(claimed.userId, sha256(claimed.token)),
  ]);
  const nowSeconds = epochSeconds(deps.outside.realClock.now());
  if (!user || !isLive(session, nowSeconds)) return undefined;
  await touch(deps, session, claimed, nowSeconds);
  return parseUser(user);
}

/** Ends the session that the cookie names; answers whose it was, if it was one. */
export async function endSession(
  { table }: SessionsDeps,
  cookies: readonly string[],
): Promise<string | undefined> {
  const claimed = readSessionCookie(cookies);
  if (!claimed) return undefined;
  const ended = await table.remove({ Key: keys.session(claimed.userId, sha256(claimed.token)) });
  return ended && claimed.userId;
}
