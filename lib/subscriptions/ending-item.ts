import * as z from 'zod/mini';
import { keys, staffKeys } from '../platform/keys.ts';
import { listed } from '../platform/staff-index.ts';
import type { Item, Table, TransactionAction } from '../platform/table.ts';

/** That a person is to pay nothing more. It names the customers itself: their account may be gone before it is done. */
const endingItem = z.object({
  userId: z.string(),
  customerIds: z.array(z.string()),
  since: z.iso.datetime(),
});

export type Ending = z.output<typeof endingItem>;

export async function readEnding(table: Table, userId: string): Promise<Ending | undefined> {
  const item = await table.get(keys.ending(userId));
  return item && endingItem.parse(item);
}

const rowOf = (ending: Ending): Item => ({
  ...keys.ending(ending.userId),
  ...ending,
  ...staffKeys.ending(ending.since, ending.userId),
});

export async function writeEnding(table: Table, ending: Ending): Promise<void> {
  await table.put({ Item: rowOf(ending) });
}

/** An ending of these customers and of those that one was noted for before: to go into a transaction. */
export function writtenEnding(
  before: Ending | undefined,
  { userId, customerIds, now }: Pick<Ending, 'userId' | 'customerIds'> & { now: Date },
): TransactionAction {
  const all = [...new Set([...(before?.customerIds ?? []), ...customerIds])];
  return {
    Put: { Item: rowOf({ userId, customerIds: all, since: before?.since ?? now.toISOString() }) },
  };
}

export async function removeEnding(table: Table, { userId }: Ending): Promise<void> {
  await table.remove({ Key: keys.ending(userId) });
}

/** All that are open, the longest open first. */
export async function* openEndings(table: Table): AsyncGenerator<Ending> {
  const { staffPk } = staffKeys.ending('', '');
  for await (const item of listed(table, staffPk)) yield endingItem.parse(item);
}
