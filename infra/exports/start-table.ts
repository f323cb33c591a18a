import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { startTableEngine } from '../local/table/engine.ts';

/** A table of somebody's own in the DynamoDB engine, with what a project needs to reach it. */
export async function startTable(TableName: string, partitionKey: string, sortKey?: string) {
  const engine = await startTableEngine({ port: 0 });
  const client = new DynamoDBClient({ endpoint: engine.url });
  const names = [partitionKey, ...(sortKey ? [sortKey] : [])];
  await client.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: names.map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
      KeySchema: names.map((AttributeName, index) => ({
        AttributeName,
        KeyType: index === 0 ? 'HASH' : 'RANGE',
      })),
    }),
  );
  return {
    client,
    settings: {
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_ENDPOINT_URL_DYNAMODB: engine.url,
    },
    close: async () => {
      client.destroy();
      await engine.close();
    },
  };
}
