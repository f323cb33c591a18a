import { setTimeout as sleep } from 'node:timers/promises';
import type Stripe from 'stripe';
import * as z from 'zod/mini';
import { AppError } from '../contract/errors.ts';
import { epochSeconds } from '../platform/clock.ts';
import {
  claimRequest,
  earlierResult,
  earlierResultIfAny,
  type RequestIdentity,
} from '../platform/idempotency.ts';
import { newId } from '../platform/ids.ts';
import { keys } from '../platform/keys.ts';
import type { Outside } from '../platform/outside.ts';
import type { Table } from '../platform/table.ts';

export interface OpeningDeps {
  table: Table;
  outside: Outside;
}

const openingItem = z.object({
  openingId: z.string(),
  /** Counts the person's openings: who has the higher one closes what the lower ones made. */
  turn: z.int(),
  /** What its request was answered: said again to who asks under the same `Idempotency-Key`. */
  answer: z.optional(z.record(z.string(), z.string())),
});

/** The one way of subscribing that is open to a person: a checkout session, or a subscription to be confirmed. */
export type Opening = z.output<typeof openingItem>;

// Twice as long as a checkout session can be paid, so that the count goes on while there is anything to close.
const keptSeconds = 2 * 86_400;
// Each try loses to another tab only.
const tries = 40;
const longestPauseMs = 50;

/** What ties an object at Stripe to its opening. */
export const openingMarks = ({ openingId, turn }: Opening) => ({
  opening_id: openingId,
  opening_turn: String(turn),
});

export const isEarlierOpening = (metadata: Stripe.Metadata | null, { turn }: Opening): boolean =>
  Number(metadata?.opening_turn ?? 0) < turn;

const readOpening = async (table: Table, userId: string): Promise<Opening | undefined> => {
  const item = await table.get(keys.openSubscription(userId));
  return item && openingItem.parse(item);
};

/** Whether what bears these marks is the person's one open way; what is not, is being taken back. */
export async function isCurrentOpening(
  table: Table,
  userId: string,
  metadata: Stripe.Metadata,
): Promise<boolean> {
  return (await readOpening(table, userId))?.openingId === metadata.opening_id;
}

const superseded = () =>
  new AppError('idempotency_conflict', 'Another checkout for a plan was opened since; please go on there');

async function takeUp(table: Table, userId: string, identity: RequestIdentity): Promise<Opening> {
  const openingId = await earlierResult(table, userId, identity);
  const current = await readOpening(table, userId);
  if (current?.openingId !== openingId) throw superseded();
  return current;
}

/**
 * Takes the person's one opening over from whoever has it: nobody waits for anybody, so nothing stays locked after a
 * crash. Who has lost it notices in `keepOpening`. The same `Idempotency-Key` takes up its own opening again.
 */
export async function takeOpening(
  { table, outside }: OpeningDeps,
  userId: string,
  identity: RequestIdentity | undefined,
): Promise<Opening> {
  const openingId = newId('opn', outside);
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const now = outside.clock.now();
    const before = await readOpening(table, userId);
    const opening = { openingId, turn: (before?.turn ?? 0) + 1 };
    const put = {
      Item: {
        ...keys.openSubscription(userId),
        ...opening,
        expiresAtEpochSeconds: epochSeconds(now) + keptSeconds,
      },
      ...(before
        ? { ConditionExpression: 'turn = :before', ExpressionAttributeValues: { ':before': before.turn } }
        : { ConditionExpression: 'attribute_not_exists(pk)' }),
    };
    const claim = identity ? [claimRequest(userId, identity, openingId, now)] : [];
    const result = await table.transact([{ Put: put }, ...claim]);
    if (result.outcome === 'done') return opening;
    if (identity && result.refused[1]) return takeUp(table, userId, identity);
    await sleep(Math.random() * longestPauseMs);
  }
  throw new Error(`The opening of ${userId} kept changing`);
}

/**
 * Notes what was made at Stripe for the opening. When another has taken its place meanwhile, `close` takes it back at
 * Stripe, and the caller is told (409): so of two tabs only one has something to pay.
 */
export async function keepOpening(
  { table }: OpeningDeps,
  userId: string,
  { opening, objectId, close }: { opening: Opening; objectId: string; close(): Promise<unknown> },
): Promise<void> {
  const kept = await table.update({
    Key: keys.openSubscription(userId),
    UpdateExpression: 'SET objectId = :object',
    ConditionExpression: 'openingId = :opening',
    ExpressionAttributeValues: { ':object': objectId, ':opening': opening.openingId },
  });
  if (kept) return;
  await close();
  throw superseded();
}

/** What the first request under this `Idempotency-Key` was answered, unless another way was opened since. */
export async function earlierAnswer(
  { table, outside }: OpeningDeps,
  userId: string,
  identity: RequestIdentity | undefined,
): Promise<Record<string, string> | undefined> {
  const openingId = identity && (await earlierResultIfAny(table, userId, identity, outside.clock.now()));
  if (openingId === undefined) return undefined;
  const current = await readOpening(table, userId);
  return current?.openingId === openingId ? current.answer : undefined;
}

/** Ties one more `Idempotency-Key` to an opening that is there; one that is tied to another stays so. */
export async function claimAnswer(
  { table, outside }: OpeningDeps,
  userId: string,
  identity: RequestIdentity,
  openingId: string,
): Promise<void> {
  await table.transact([claimRequest(userId, identity, openingId, outside.clock.now())]);
}

/** Keeps what the opening's request is answered; one that has lost its place meanwhile keeps nothing. */
export async function keepAnswer(
  { table }: OpeningDeps,
  userId: string,
  { openingId }: Pick<Opening, 'openingId'>,
  answer: Record<string, string>,
): Promise<void> {
  await table.update({
    Key: keys.openSubscription(userId),
    UpdateExpression: 'SET answer = :answer',
    ConditionExpression: 'openingId = :opening',
    ExpressionAttributeValues: { ':answer': answer, ':opening': openingId },
  });
}
