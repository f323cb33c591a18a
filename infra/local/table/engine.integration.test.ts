import { DescribeTableCommand, DescribeTimeToLiveCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { provideAwsIdentity } from '../aws-identity.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { createTableIfMissing } from './create-table.ts';
import { startTableEngine } from './engine.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeEach(async () => {
  provideAwsIdentity({}, process.env);
  folder = await temporaryFolder();
});
afterEach(() => folder.remove());

test('the table is made as the deployment makes it, and kept', async () => {
  const databaseFile = `${folder.path}/table.sqlite`;
  const first = await startTableEngine({ port: 0, databaseFile });
  await createTableIfMissing(first.url, 'cue-dev');
  const client = new DynamoDBClient({ endpoint: first.url });
  const { Table } = await client.send(new DescribeTableCommand({ TableName: 'cue-dev' }));
  expect(Table).toMatchObject({
    KeySchema: [
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: 'sk', KeyType: 'RANGE' },
    ],
    GlobalSecondaryIndexes: [{ IndexName: 'staff' }],
  });
  const { TimeToLiveDescription } = await client.send(
    new DescribeTimeToLiveCommand({ TableName: 'cue-dev' }),
  );
  expect(TimeToLiveDescription?.AttributeName).toBe('expiresAtEpochSeconds');
  const Item = { pk: 'USER#1', sk: 'PROFILE', name: 'Ada' };
  await DynamoDBDocumentClient.from(client).send(new PutCommand({ TableName: 'cue-dev', Item }));
  client.destroy();
  await first.close();

  const second = await startTableEngine({ port: 0, databaseFile });
  await createTableIfMissing(second.url, 'cue-dev');
  const again = new DynamoDBClient({ endpoint: second.url });
  const Key = { pk: 'USER#1', sk: 'PROFILE' };
  const found = await DynamoDBDocumentClient.from(again).send(new GetCommand({ TableName: 'cue-dev', Key }));
  again.destroy();
  await second.close();
  expect(found.Item).toEqual(Item);
});

test('an engine that ends by itself is told of', async () => {
  const engine = await startTableEngine({ port: 0 });
  await engine.close();
  expect(await engine.ended).toMatch(/^DynamoDB ended with status \d+/);
});
