import * as z from 'zod/mini';
import { AccountErased } from '../events/outcome.ts';
import { keys, staffKeys } from '../platform/keys.ts';
import { listed } from '../platform/staff-index.ts';
import type { Table, TransactionAction } from '../platform/table.ts';

const erasureItem = z.object({
  userId: z.string(),
  /** Since when nobody is signed in to the account, and nothing bought or spent with it. */
  requestedAt: z.iso.datetime(),
  /** Of Stripe, while something may be left to do there. */
  customerIds: z.array(z.string()),
  /** Partitions that are the person's as a whole, beside their own. */
  ownPartitions: z.array(z.string()),
});

/** That an account was deleted, and what is left to be done of it. Listed until that is nothing. */
export type Erasure = z.output<typeof erasureItem>;

/** To go into the transaction that closes the account; refused when it is closed already. */
export function noteErasure(erasure: Erasure): TransactionAction {
  const { userId, requestedAt } = erasure;
  const Item = { ...keys.erasure(userId), ...erasure, ...staffKeys.erasure(requestedAt, userId) };
  return { Put: { Item, ConditionExpression: 'attribute_not_exists(pk)' } };
}

/** Nothing is left but the row itself, by which what comes late is told from what is wrong. */
export async function finishErasure(table: Table, { userId }: Erasure, now: Date): Promise<void> {
  await table.update({
    Key: keys.erasure(userId),
    UpdateExpression:
      'SET erasedAt = :now, customerIds = :none, ownPartitions = :none REMOVE staffPk, staffSk',
    ConditionExpression: 'attribute_not_exists(erasedAt)',
    ExpressionAttributeValues: { ':now': now.toISOString(), ':none': [] },
  });
}

/** All that are not finished, the longest open first. */
export async function* openErasures(table: Table): AsyncGenerator<Erasure> {
  const { staffPk } = staffKeys.erasure('', '');
  for await (const item of listed(table, staffPk)) yield erasureItem.parse(item);
}

export async function isErased(table: Table, userId: string): Promise<boolean> {
  return (await table.get(keys.erasure(userId))) !== undefined;
}

/** For whoever finds nobody where an event names somebody: throws `AccountErased` when that is why. */
export async function unlessErased(table: Table, userId: string): Promise<void> {
  if (await isErased(table, userId)) throw new AccountErased(userId);
}
