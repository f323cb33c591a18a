import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { sha256 } from '../../lib/platform/hash.ts';
import type { Product } from './product.ts';

/** One text for all that is in the table of a product: another one as soon as anything is written. */
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
      rows.push(...(page.Items ?? []).map((item) => JSON.stringify(item, Object.keys(item).sort())));
      from = page.LastEvaluatedKey;
    } while (from);
    return sha256(rows.sort().join('\n'));
  };
}
