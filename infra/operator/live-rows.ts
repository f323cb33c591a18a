import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import type { LiveRow } from '../../lib/operations/reconcile-since.ts';
import { subscriptionPrefix } from '../../lib/platform/keys.ts';
import { isLive } from '../../lib/subscriptions/subscription-item.ts';

const row = z.object({ subscriptionId: z.string(), userId: z.string(), status: z.string() });

/** Every row of a subscription that is live here: of the whole table, which only a command may read through. */
export async function liveRows(environment: Record<string, string>): Promise<LiveRow[]> {
  const { TABLE_NAME, DYNAMODB_ENDPOINT: endpoint } = environment;
  const client = new DynamoDBClient(endpoint ? { endpoint } : {});
  const found: LiveRow[] = [];
  const pages = paginateScan(
    { client: DynamoDBDocumentClient.from(client) },
    {
      TableName: TABLE_NAME,
      FilterExpression: 'begins_with(sk, :prefix)',
      ExpressionAttributeValues: { ':prefix': subscriptionPrefix },
    },
  );
  for await (const { Items = [] } of pages)
    found.push(...Items.map((item) => row.parse(item)).filter(isLive));
  client.destroy();
  return found;
}
