import type { Item, Table } from './table.ts';

/**
 * All that the staff index lists under a name, in its order, page by page; only what stands before `until`, where that is
 * given. An index is a moment behind the table: who acts on a row does so on a condition, or has it looked at again.
 */
export async function* listed(table: Table, staffPk: string, until?: string): AsyncGenerator<Item> {
  let from: Item | undefined;
  do {
    const page = await table.query({
      IndexName: 'staff',
      ConsistentRead: false,
      KeyConditionExpression: `staffPk = :listed${until === undefined ? '' : ' AND staffSk < :until'}`,
      ExpressionAttributeValues: { ':listed': staffPk, ...(until === undefined ? {} : { ':until': until }) },
      ...(from ? { ExclusiveStartKey: from } : {}),
    });
    yield* page.items;
    from = page.lastKey && { ...page.lastKey };
  } while (from);
}
