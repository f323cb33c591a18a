import {
  CreateTableCommand,
  DescribeTableCommand,
  DynamoDBClient,
  ResourceNotFoundException,
  UpdateTimeToLiveCommand,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import { tableDefinition, timeToLive } from './definition.ts';

async function exists(client: DynamoDBClient, TableName: string): Promise<boolean> {
  try {
    await client.send(new DescribeTableCommand({ TableName }));
    return true;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return false;
    throw error;
  }
}

/** Makes the table where it is missing, in our engine or in whatever DYNAMODB_ENDPOINT names. */
export async function createTableIfMissing(endpoint: string, TableName: string): Promise<void> {
  const client = new DynamoDBClient({ endpoint });
  try {
    if (await exists(client, TableName)) return;
    await client.send(new CreateTableCommand(tableDefinition(TableName)));
    await waitUntilTableExists({ client, maxWaitTime: 10, minDelay: 1, maxDelay: 1 }, { TableName });
    await client.send(new UpdateTimeToLiveCommand(timeToLive(TableName)));
  } finally {
    client.destroy();
  }
}
