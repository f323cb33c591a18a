import * as z from 'zod/mini';
import { AppError } from '../contract/errors.ts';
import { epochSeconds } from './clock.ts';
import { sha256 } from './hash.ts';
import { keys } from './keys.ts';
import type { Item, Table, TransactionAction } from './table.ts';

/** A client's `Idempotency-Key`, with the hash of what it asked for. */
export interface RequestIdentity {
  route: string;
  key: string;
  requestHash: string;
}

const keptSeconds = 86_400;
const idempotencyItem = z.object({ requestHash: z.string(), resultId: z.string() });

/** The header's value as an identity of this request. */
export function requestIdentity(
  route: string,
  key: string | undefined,
  asked: readonly unknown[],
): RequestIdentity | undefined {
  if (key === undefined) return undefined;
  return { route, key, requestHash: sha256(JSON.stringify(asked)) };
}

/**
 * Claims the key for a day: to go into the transaction of what the request does, so that only a success is kept.
 * Refused when the key is in use; `earlierResult` then tells by what.
 */
export function claimRequest(
  userId: string,
  identity: RequestIdentity,
  resultId: string,
  now: Date,
): TransactionAction {
  const nowSeconds = epochSeconds(now);
  return {
    Put: {
      Item: {
        ...itemKey(userId, identity),
        requestHash: identity.requestHash,
        resultId,
        expiresAtEpochSeconds: nowSeconds + keptSeconds,
      },
      ConditionExpression: 'attribute_not_exists(pk) OR expiresAtEpochSeconds <= :now',
      ExpressionAttributeValues: { ':now': nowSeconds },
    },
  };
}

const itemKey = (userId: string, { route, key }: RequestIdentity) =>
  keys.idempotency(userId, route, sha256(key));

function resultFor({ requestHash: asked }: RequestIdentity, item: Item | undefined): string {
  const { requestHash, resultId } = idempotencyItem.parse(item);
  if (requestHash !== asked) {
    throw new AppError('idempotency_conflict', 'This Idempotency-Key was used with another request');
  }
  return resultId;
}

/** What the first request under this key made. Throws 409 when that was another request. */
export async function earlierResult(
  table: Table,
  userId: string,
  identity: RequestIdentity,
): Promise<string> {
  return resultFor(identity, await table.get(itemKey(userId, identity)));
}

/** The same for a request that may be the first under its key, as it is when a day has passed. */
export async function earlierResultIfAny(
  table: Table,
  userId: string,
  identity: RequestIdentity,
  now: Date,
): Promise<string | undefined> {
  const item = await table.get(itemKey(userId, identity));
  const isKept = item !== undefined && Number(item.expiresAtEpochSeconds) > epochSeconds(now);
  return isKept ? resultFor(identity, item) : undefined;
}
