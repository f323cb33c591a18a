import * as z from 'zod/mini';
import { type HeldItem, heldItem } from '../contract/account-data-routes.ts';
import type { CursorSeal } from '../platform/cursor.ts';
import { keys } from '../platform/keys.ts';
import type { Item, ItemPage, Table } from '../platform/table.ts';
import { shownItem } from './item-kinds.ts';

/** Where the next page starts: in which partition, and after which of its items. */
const position = z.object({ pk: z.string(), sk: z.optional(z.string()) });
type Position = z.output<typeof position>;

interface ExportPage {
  items: HeldItem[];
  nextCursor: string | null;
}

// Lambda answers 6 MB at most; graphs and code are compressed in the table, to a tenth say. The largest workflow that
// can be kept is under 2 MB.
const mostBytes = 3_000_000;
const mostItems = 200;

/** Their own partition, and the one of what they did by the day. */
const partitionsOf = (userId: string): string[] => [keys.user(userId).pk, keys.usageDay(userId, '').pk];

function readItems(table: Table, { pk, sk }: Position): Promise<ItemPage> {
  return table.query({
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': pk },
    Limit: mostItems,
    ...(sk === undefined ? {} : { ExclusiveStartKey: { pk, sk } }),
  });
}

/** As many as fit one answer, and the last item that was looked at. */
function fitting(items: Item[]): { shown: HeldItem[]; last: Item | undefined } {
  const shown: HeldItem[] = [];
  let bytes = 0;
  let last: Item | undefined;
  for (const item of items) {
    const held = shownItem(item);
    const size = held ? Buffer.byteLength(JSON.stringify(held)) : 0;
    if (shown.length > 0 && bytes + size > mostBytes) break;
    if (held) shown.push(heldItem.parse(held));
    bytes += size;
    last = item;
  }
  return { shown, last };
}

/** A page of everything that is held about a person, in the order of the table. */
export async function exportAccount(
  { table, cursors }: { table: Table; cursors: CursorSeal },
  userId: string,
  cursor: string | undefined,
): Promise<ExportPage> {
  const [first = '', ...more] = partitionsOf(userId);
  const from: Position = cursor ? position.parse(cursors.open('export', userId, cursor)) : { pk: first };
  const { items, lastKey } = await readItems(table, from);
  const { shown, last } = fitting(items);
  const isCut = lastKey !== undefined || last !== items.at(-1);
  const nextPartition = from.pk === first ? more[0] : undefined;
  const next = isCut && last ? { pk: from.pk, sk: String(last.sk) } : nextPartition && { pk: nextPartition };
  return { items: shown, nextCursor: next ? cursors.seal('export', userId, next) : null };
}
