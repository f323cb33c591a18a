import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';

const TableName = process.env.TABLE_NAME;
export const client = DynamoDBDocumentClient.from(
  new DynamoDBClient({ endpoint: process.env.DYNAMODB_ENDPOINT }),
);

/** The least that grants credits once: an entry that must be new, and the balance, in one transaction. */
export async function writeTwoItems(userId: string, cause: string, credits: number): Promise<void> {
  const pk = `USER#${userId}`;
  const entry = { pk, sk: `LEDGER#${cause}`, userId, cause, creditsDelta: credits, type: 'Purchase' };
  await client.send(
    new TransactWriteCommand({
      TransactItems: [
        { Put: { TableName, Item: entry, ConditionExpression: 'attribute_not_exists(pk)' } },
        {
          Update: {
            TableName,
            Key: { pk, sk: 'BALANCE' },
            UpdateExpression: 'ADD available :credits, version :one',
            ExpressionAttributeValues: { ':credits': credits, ':one': 1 },
          },
        },
      ],
    }),
  );
}
