import * as z from 'zod/mini';
import { keys } from '../platform/keys.ts';
import type { Table } from '../platform/table.ts';

const key = keys.cursor('reconcile-stripe');

const progressItem = z.object({
  /** Events until then have arrived, and what they tell of has been compared. */
  seenUntilEpochSeconds: z.int(),
  /** When the last long look back began. */
  longLookAtEpochSeconds: z.int(),
  /** Objects at Stripe that differed: to be compared again. */
  openIds: z.array(z.string()),
  /** The day's look at all live subscriptions, if one is under way, and after which it goes on. */
  listing: z._default(z.nullable(z.object({ after: z.optional(z.string()) })), null),
});

/** How far reconcile has come. */
export type Progress = z.output<typeof progressItem>;

export async function readProgress(table: Table): Promise<Progress | undefined> {
  const item = await table.get(key);
  return item && progressItem.parse(item);
}

export async function writeProgress(table: Table, progress: Progress): Promise<void> {
  await table.put({ Item: { ...key, ...progress } });
}
