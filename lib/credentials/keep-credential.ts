import type { CredentialValues } from '../contract/credential-fields.ts';
import { type Check, mostCredentials } from '../contract/credential-routes.ts';
import { AppError } from '../contract/errors.ts';
import type { CredentialService } from '../graph/graph.ts';
import { keys } from '../platform/keys.ts';
import type { Outside } from '../platform/outside.ts';
import type { Table, TransactionAction } from '../platform/table.ts';
import { type CheckDeps, checkValues } from './check-values.ts';
import { type CredentialItem, last4Of } from './credential-item.ts';
import type { Seal } from './seal.ts';

export interface CredentialsDeps extends CheckDeps {
  table: Table;
  outside: Outside;
  seal: Seal;
}

interface Place<Service extends CredentialService> {
  userId: string;
  service: Service;
  name: string;
}

const rowOf = (item: CredentialItem) => ({
  ...keys.credential(item.userId, item.service, item.name),
  ...item,
});

/** The count goes with the row, so that two at once do not both become the fiftieth. */
const added = (item: CredentialItem): TransactionAction[] => [
  {
    Update: {
      Key: keys.credentialCount(item.userId),
      UpdateExpression: 'ADD kept :one',
      ConditionExpression: 'attribute_not_exists(kept) OR kept < :most',
      ExpressionAttributeValues: { ':one': 1, ':most': mostCredentials },
    },
  },
  { Put: { Item: rowOf(item), ConditionExpression: 'attribute_not_exists(pk)' } },
];

const full = () =>
  new AppError(
    'too_many_credentials',
    `You have ${mostCredentials} credentials. Delete one that you no longer use.`,
  );

// A round is lost only to somebody who adds or deletes the same credential in between.
const rounds = 5;

async function write(table: Table, item: CredentialItem): Promise<void> {
  for (let round = 0; round < rounds; round += 1) {
    if (await table.put({ Item: rowOf(item), ConditionExpression: 'attribute_exists(pk)' })) return;
    const written = await table.transact(added(item));
    if (written.outcome === 'done') return;
    const [isFull, isThere] = written.refused;
    if (isFull && !isThere) throw full();
  }
  throw new AppError('dependency_unavailable', 'This credential is changing right now; please try again');
}

/**
 * Asks the service and keeps the credential, whatever it said: with the answer as its status. What was kept under the
 * name before is gone.
 */
export async function keepCredential<Service extends CredentialService>(
  deps: CredentialsDeps,
  place: Place<Service>,
  values: CredentialValues[Service],
): Promise<{ item: CredentialItem; check: Check }> {
  const check = await checkValues(deps, place.service, values);
  const item = {
    ...place,
    ...deps.seal.close(place, values),
    status: check.status,
    last4: last4Of(place.service, values),
    checkedAt: deps.outside.clock.now().toISOString(),
  };
  await write(deps.table, item);
  return { item, check };
}
