import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { client } from './two-items.ts';

/** Nothing but a read of one item. */
export async function handler({ userId }: { userId: string }) {
  const Key = { pk: `USER#${userId}`, sk: 'BALANCE' };
  await client.send(new GetCommand({ TableName: process.env.TABLE_NAME, Key, ConsistentRead: true }));
}
