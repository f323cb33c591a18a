import { type Key, keys, workflowPrefixes } from '../platform/keys.ts';
import type { Item, Table } from '../platform/table.ts';

export interface Ordering {
  userId: string;
  sort: keyof typeof workflowPrefixes;
}

/** What one read brings at most: DynamoDB itself ends a page at 1 MB. */
interface Reading {
  after?: Key | undefined;
  rowsPerPage?: number;
}

/** Pages of a person's workflows: the last changed first, or by name. */
export async function* pagesInOrder(
  table: Table,
  { userId, sort }: Ordering,
  { after, rowsPerPage }: Reading,
): AsyncGenerator<Item[]> {
  let from = after;
  do {
    const { items, lastKey } = await table.query({
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
      ExpressionAttributeValues: { ':pk': keys.user(userId).pk, ':prefix': workflowPrefixes[sort] },
      ScanIndexForward: sort === 'name',
      ...(rowsPerPage === undefined ? {} : { Limit: rowsPerPage }),
      ...(from ? { ExclusiveStartKey: from } : {}),
    });
    yield items;
    from = lastKey;
  } while (from);
}
