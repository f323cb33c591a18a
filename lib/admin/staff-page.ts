import * as z from 'zod/mini';
import type { Item, ItemPage, Table } from '../platform/table.ts';

/** Where a page of the staff index ended. */
const position = z.object({ pk: z.string(), sk: z.string(), staffPk: z.string(), staffSk: z.string() });

export const staffPosition = (opened: unknown): Item => position.parse(opened);

interface PageWish {
  limit: number;
  from: Item | undefined;
  /** The newest come first unless said. */
  oldestFirst?: true;
}

/** A page of what the staff index lists under a name. An index is a moment behind the table. */
export function staffPage(
  table: Table,
  staffPk: string,
  { limit, from, oldestFirst }: PageWish,
): Promise<ItemPage> {
  return table.query({
    IndexName: 'staff',
    ConsistentRead: false,
    KeyConditionExpression: 'staffPk = :listed',
    ExpressionAttributeValues: { ':listed': staffPk },
    ScanIndexForward: oldestFirst ?? false,
    Limit: limit,
    ...(from ? { ExclusiveStartKey: from } : {}),
  });
}
