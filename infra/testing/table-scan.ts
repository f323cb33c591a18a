import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { BatchWriteCommand, DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import type { Item } from '../../lib/platform/table.ts';

/** What no function of Cue does with the table: reads all of it, and fills it by the thousand. */
export function tableScan(settings: { TABLE_NAME?: string; DYNAMODB_ENDPOINT?: string }) {
  const { TABLE_NAME = '', DYNAMODB_ENDPOINT } = settings;
  const client = DynamoDBDocumentClient.from(new DynamoDBClient({ endpoint: DYNAMODB_ENDPOINT }));
  return {
    async all(): Promise<Item[]> {
      const items: Item[] = [];
      for await (const page of paginateScan({ client }, { TableName: TABLE_NAME, ConsistentRead: true }))
        items.push(...(page.Items ?? []));
      return items;
    },
    async fill(items: Item[]): Promise<void> {
      for (let from = 0; from < items.length; from += 25) {
        const puts = items.slice(from, from + 25).map((Item) => ({ PutRequest: { Item } }));
        await client.send(new BatchWriteCommand({ RequestItems: { [TABLE_NAME]: puts } }));
      }
    },
  };
}
