import { CreateTableCommand, DeleteTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { provideAwsIdentity } from '../local/aws-identity.ts';
import { tableDefinition } from '../local/table/definition.ts';
import { startTableEngine } from '../local/table/engine.ts';

/** The DynamoDB engine that histories run on, each in a table of its own. */
export async function startBench() {
  provideAwsIdentity({}, process.env);
  // The SDK's own repeats wait by the real clock. Without them each fault meets the queue's repeats, which are ours.
  process.env.AWS_MAX_ATTEMPTS = '1';
  const engine = await startTableEngine({ port: 0 });
  const client = new DynamoDBClient({ endpoint: engine.url });
  let made = 0;
  return {
    url: engine.url,
    documents: DynamoDBDocumentClient.from(client),
    async createTable(): Promise<string> {
      made += 1;
      const name = `history-${made}`;
      await client.send(new CreateTableCommand(tableDefinition(name)));
      return name;
    },
    async dropTable(TableName: string): Promise<void> {
      await client.send(new DeleteTableCommand({ TableName }));
    },
    async close(): Promise<void> {
      client.destroy();
      await engine.close();
    },
  };
}

export type Bench = Awaited<ReturnType<typeof startBench>>;
