import { credentialNotFound } from '../contract/credential-routes.ts';
import { AppError } from '../contract/errors.ts';
import type { CredentialService } from '../graph/graph.ts';
import { keys } from '../platform/keys.ts';
import type { Table } from '../platform/table.ts';

/** Throws 404 when there is none of the name. */
export async function removeCredential(
  table: Table,
  userId: string,
  { service, name }: { service: CredentialService; name: string },
): Promise<void> {
  const { outcome } = await table.transact([
    { Delete: { Key: keys.credential(userId, service, name), ConditionExpression: 'attribute_exists(pk)' } },
    {
      Update: {
        Key: keys.credentialCount(userId),
        UpdateExpression: 'ADD kept :one',
        ExpressionAttributeValues: { ':one': -1 },
      },
    },
  ]);
  if (outcome === 'refused') throw new AppError('not_found', credentialNotFound);
}
