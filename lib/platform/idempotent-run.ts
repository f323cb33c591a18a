import * as z from 'zod/mini';
import { AppError } from '../contract/errors.ts';
import { epochSeconds } from './clock.ts';
import { sha256 } from './hash.ts';
import type { RequestIdentity } from './idempotency.ts';
import { newToken } from './ids.ts';
import { type Key, keys } from './keys.ts';
import type { Outside } from './outside.ts';
import type { Table, TransactionAction } from './table.ts';

interface RunDeps {
  table: Table;
  outside: Outside;
}

/** A request under an `Idempotency-Key` that takes long: the key is taken while it runs. */
export interface Run {
  key: Key;
  runId: string;
}

type Beginning = { outcome: 'begun'; run: Run } | { outcome: 'answered'; answer: Uint8Array };

const keptSeconds = 86_400;
const runItem = z.object({ requestHash: z.string(), answer: z.optional(z.instanceof(Uint8Array)) });

/** What stands in the way: the answer of a run that succeeded. Throws 409 for another request, or one that still runs. */
async function earlierAnswer({ table }: RunDeps, key: Key, { requestHash }: RequestIdentity) {
  const item = await table.get(key);
  const earlier = item && runItem.parse(item);
  if (earlier && earlier.requestHash !== requestHash)
    throw new AppError('idempotency_conflict', 'This Idempotency-Key was used with another request');
  if (earlier?.answer) return earlier.answer;
  throw new AppError(
    'idempotency_conflict',
    'The same request is still running; please try again in a moment',
  );
}

/**
 * Takes the key for as long as a run may last; one that crashed frees it by its end. Of a run that succeeded within a
 * day it tells the answer.
 */
export async function beginRun(
  deps: RunDeps,
  { userId, identity }: { userId: string; identity: RequestIdentity },
  atMostSeconds: number,
): Promise<Beginning> {
  const key = keys.idempotency(userId, identity.route, sha256(identity.key));
  const run = { key, runId: newToken(deps.outside) };
  const nowSeconds = epochSeconds(deps.outside.clock.now());
  const { requestHash } = identity;
  const isTaken = await deps.table.put({
    Item: { ...key, requestHash, runId: run.runId, expiresAtEpochSeconds: nowSeconds + atMostSeconds },
    ConditionExpression: 'attribute_not_exists(pk) OR expiresAtEpochSeconds <= :now',
    ExpressionAttributeValues: { ':now': nowSeconds },
  });
  if (isTaken) return { outcome: 'begun', run };
  return { outcome: 'answered', answer: await earlierAnswer(deps, key, identity) };
}

/** Keeps the answer for a day: to go into the transaction of what the run did. Refused when another took the key over. */
export function finishRun({ key, runId }: Run, answer: Uint8Array, now: Date): TransactionAction {
  return {
    Update: {
      Key: key,
      UpdateExpression: 'SET answer = :answer, expiresAtEpochSeconds = :expiry',
      ConditionExpression: 'runId = :run',
      ExpressionAttributeValues: {
        ':answer': answer,
        ':run': runId,
        ':expiry': epochSeconds(now) + keptSeconds,
      },
    },
  };
}

/** Frees the key of a run that came to nothing, so that the same may be asked for again. */
export async function abandonRun({ table }: RunDeps, { key, runId }: Run): Promise<void> {
  await table.remove({
    Key: key,
    ConditionExpression: 'runId = :run AND attribute_not_exists(answer)',
    ExpressionAttributeValues: { ':run': runId },
  });
}
