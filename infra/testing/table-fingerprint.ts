import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { sha256 } from '../../lib/platform/hash.ts';
import type { Product } from './product.ts';

/** What is counted, and noted before it is done, is counted and noted of what is refused too. */
const ofAttempts = /^(USAGE|AUDIT)#/;

/** One text for all that is in the table of a product: another one as soon as anything is written, but for attempts. */
export function tableFingerprint({ cloud }: Product): () => Promise<string> {
  const { TABLE_NAME = '', DYNAMODB_ENDPOINT = '' } = cloud.settings;
  const client = DynamoDBDocumentClient.from(new DynamoDBClient({ endpoint: DYNAMODB_ENDPOINT }));
  return async () => {
    const rows: string[] = [];
    let from: Record<string, unknown> | undefined;
    do {
      const page = await client.send(
        new ScanCommand({ TableName: TABLE_NAME, ConsistentRead: true, ExclusiveStartKey: from }),
      );
      const rest = (page.Items ?? []).filter(({ pk }) => !ofAttempts.test(String(pk)));
      rows.push(...rest.map((item) => JSON.stringify(item, Object.keys(item).sort())));
      from = page.LastEvaluatedKey;
    } while (from);
    return sha256(rows.sort().join('\n'));
  };
}
