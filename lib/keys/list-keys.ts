import { apiKeyPrefix, keys } from '../platform/keys.ts';
import type { Table } from '../platform/table.ts';
import { type KeyItem, parseKey } from './key-item.ts';

/** The newest first. A person has a few dozen at most, so a page of DynamoDB holds them all. */
export async function listKeys(table: Table, userId: string): Promise<KeyItem[]> {
  const { items } = await table.query({
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
    ExpressionAttributeValues: { ':pk': keys.user(userId).pk, ':prefix': apiKeyPrefix },
  });
  return items.map(parseKey).sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1));
}
