import { AppError } from '../contract/errors.ts';
import { type Session, sessionNotFound } from '../contract/session-routes.ts';
import { epochSeconds, isoFromEpochSeconds } from '../platform/clock.ts';
import { sha256 } from '../platform/hash.ts';
import { type Key, keys, sessionPrefix } from '../platform/keys.ts';
import type { Item, Table } from '../platform/table.ts';
import { readSessionCookie } from './cookie.ts';
import { deviceWords } from './device.ts';
import { isLive, parseSession, type SessionsDeps } from './session.ts';

/** Whose sessions, and which browser asks. */
export interface AskingPerson {
  userId: string;
  cookies: readonly string[];
}

// What is ended in one go: DynamoDB answers that many removals at once.
const rowsPerPage = 50;

/** A person's sessions, those too that are over and not cleaned up yet. */
async function* sessionRows(table: Table, userId: string): AsyncGenerator<Item[]> {
  let from: Key | undefined;
  do {
    const { items, lastKey } = await table.query({
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
      ExpressionAttributeValues: { ':pk': keys.user(userId).pk, ':prefix': sessionPrefix },
      Limit: rowsPerPage,
      ...(from ? { ExclusiveStartKey: from } : {}),
    });
    yield items;
    from = lastKey;
  } while (from);
}

/** The row of the session that asks; undefined for who came without a cookie. */
function ownKey({ userId, cookies }: AskingPerson): Key | undefined {
  const token = readSessionCookie(cookies)?.token;
  return token === undefined ? undefined : keys.session(userId, sha256(token));
}

async function liveRows({ table, outside }: SessionsDeps, userId: string): Promise<Item[]> {
  const nowSeconds = epochSeconds(outside.realClock.now());
  const live: Item[] = [];
  for await (const rows of sessionRows(table, userId))
    live.push(...rows.filter((row) => isLive(row, nowSeconds)));
  return live;
}

/** Of a session from before sessions had ids, nothing: it gets one when it is seen again. */
function sessionAnswer(row: Item, own: Key | undefined): Session[] {
  const { sessionId, device, createdAt, lastSeenAtEpochSeconds } = parseSession(row);
  if (!sessionId) return [];
  const lastSeenAt = isoFromEpochSeconds(lastSeenAtEpochSeconds);
  return [{ id: sessionId, device: deviceWords(device), current: row.sk === own?.sk, createdAt, lastSeenAt }];
}

// More than a person has browsers; a script that signs in over and over is not all listed, and all ended.
const mostListed = 100;

/** This session first, then the one that was seen last. */
export async function listSessions(deps: SessionsDeps, person: AskingPerson): Promise<Session[]> {
  const own = ownKey(person);
  const sessions = (await liveRows(deps, person.userId)).flatMap((row) => sessionAnswer(row, own));
  const rank = ({ current, lastSeenAt }: Session) => `${current ? 1 : 0}#${lastSeenAt}`;
  return sessions.sort((a, b) => (rank(a) < rank(b) ? 1 : -1)).slice(0, mostListed);
}

/** Ends a session by its id; answers whether it was the one that asks. */
export async function endSessionById(
  deps: SessionsDeps,
  person: AskingPerson,
  sessionId: string,
): Promise<boolean> {
  const row = (await liveRows(deps, person.userId)).find(
    (item) => parseSession(item).sessionId === sessionId,
  );
  const sk = String(row?.sk);
  const ended = row && (await deps.table.remove({ Key: { pk: keys.user(person.userId).pk, sk } }));
  if (!ended) throw new AppError('not_found', sessionNotFound);
  return sk === ownKey(person)?.sk;
}

/** Ends every session but the one that asks. */
export async function endOtherSessions({ table }: SessionsDeps, person: AskingPerson): Promise<void> {
  const own = ownKey(person);
  for await (const rows of sessionRows(table, person.userId)) {
    const others = rows.filter(({ sk }) => sk !== own?.sk);
    await Promise.all(others.map(({ pk, sk }) => table.remove({ Key: { pk, sk } })));
  }
}
