import { credentialPrefix, keys } from '../platform/keys.ts';
import type { Table } from '../platform/table.ts';
import { type CredentialItem, parseCredential } from './credential-item.ts';

/** By service and name. Fifty of the largest are 150 KB, so a page of DynamoDB holds them all. */
export async function listCredentials(table: Table, userId: string): Promise<CredentialItem[]> {
  const { items } = await table.query({
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
    ExpressionAttributeValues: { ':pk': keys.user(userId).pk, ':prefix': credentialPrefix },
  });
  return items.map(parseCredential);
}
