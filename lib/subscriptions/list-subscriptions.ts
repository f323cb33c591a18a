import { keys, subscriptionPrefix } from '../platform/keys.ts';
import type { Table } from '../platform/table.ts';
import { isLive, parseSubscriptionRow, type SubscriptionRow } from './subscription-item.ts';

/** All that a person ever had; a page of DynamoDB holds more than a thousand. */
export async function allSubscriptions(table: Table, userId: string): Promise<SubscriptionRow[]> {
  const { items } = await table.query({
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
    ExpressionAttributeValues: { ':pk': keys.user(userId).pk, ':prefix': subscriptionPrefix },
  });
  return items.map(parseSubscriptionRow);
}

/** Those that are live, the earliest first: the one that counts, and any that was paid beside it. */
export async function liveSubscriptions(table: Table, userId: string): Promise<SubscriptionRow[]> {
  const rank = ({ createdAt, subscriptionId }: SubscriptionRow) => `${createdAt}#${subscriptionId}`;
  return (await allSubscriptions(table, userId)).filter(isLive).sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
}
