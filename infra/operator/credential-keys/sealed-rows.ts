import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import { type CredentialItem, parseCredential } from '../../../lib/credentials/credential-item.ts';
import { createSeal } from '../../../lib/credentials/seal.ts';
import { credentialPrefix, keys } from '../../../lib/platform/keys.ts';
import { lambdaOutside } from '../../../lib/platform/outside.ts';
import { createTable, type Table } from '../../../lib/platform/table.ts';
import type { Ring } from './ring.ts';

/** Every credential of everybody: of the whole table, which only a command may read through. */
async function* credentialRows(tableName: string): AsyncGenerator<CredentialItem> {
  const client = new DynamoDBClient({});
  const pages = paginateScan(
    { client: DynamoDBDocumentClient.from(client) },
    {
      TableName: tableName,
      ConsistentRead: true,
      FilterExpression: 'begins_with(sk, :prefix)',
      ExpressionAttributeValues: { ':prefix': credentialPrefix },
    },
  );
  for await (const { Items = [] } of pages) yield* Items.map(parseCredential);
  client.destroy();
}

/** How many credentials each key has sealed. */
export async function countSealed(tableName: string): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for await (const { keyId } of credentialRows(tableName)) counts.set(keyId, (counts.get(keyId) ?? 0) + 1);
  return counts;
}

/** Only what was read: values that its owner wrote meanwhile are sealed with a key of their own. */
async function write(table: Table, { userId, service, name, sealed }: CredentialItem, next: object) {
  return table.update({
    Key: keys.credential(userId, service, name),
    UpdateExpression: 'SET keyId = :keyId, sealed = :sealed',
    ConditionExpression: 'sealed = :before',
    ExpressionAttributeValues: { ...next, ':before': sealed },
  });
}

/** Seals with the first key of the ring whatever another one has sealed. Answers how many, and whose key is lost. */
export async function reseal(tableName: string, ring: Ring): Promise<{ resealed: number; lost: number }> {
  const table = createTable({ TABLE_NAME: tableName, DYNAMODB_ENDPOINT: undefined }, lambdaOutside);
  const seal = createSeal(ring, lambdaOutside);
  let [resealed, lost] = [0, 0];
  for await (const item of credentialRows(tableName)) {
    if (item.keyId === ring[0]?.keyId) continue;
    const opened = seal.open(item, item);
    if (!opened) {
      lost += 1;
      continue;
    }
    const { keyId, sealed } = seal.close(item, opened.values);
    if (await write(table, item, { ':keyId': keyId, ':sealed': sealed })) resealed += 1;
  }
  return { resealed, lost };
}
