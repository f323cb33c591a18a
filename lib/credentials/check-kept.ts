import { credentialFields } from '../contract/credential-fields.ts';
import { type Check, credentialNotFound } from '../contract/credential-routes.ts';
import { AppError } from '../contract/errors.ts';
import { keys } from '../platform/keys.ts';
import type { Table } from '../platform/table.ts';
import { checkValues } from './check-values.ts';
import { type CredentialItem, parseCredential } from './credential-item.ts';
import type { CredentialsDeps } from './keep-credential.ts';

type Place = Pick<CredentialItem, 'userId' | 'service' | 'name'>;

async function read(table: Table, { userId, service, name }: Place): Promise<CredentialItem> {
  const item = await table.get(keys.credential(userId, service, name));
  if (!item) throw new AppError('not_found', credentialNotFound);
  return parseCredential(item);
}

/** Another function may have learnt of a new key up to five minutes earlier, so that trying again helps. */
function opened({ seal }: CredentialsDeps, item: CredentialItem): unknown {
  const found = seal.open(item, item);
  if (found) return found.values;
  const cause = new Error(`CREDENTIALS_ENCRYPTION_KEYS has no key ${item.keyId}`);
  throw new AppError('dependency_unavailable', 'This credential cannot be read right now', { cause });
}

/** Only of what was asked about: values that came since have a status of their own. */
async function note({ table, outside }: CredentialsDeps, item: CredentialItem, check: Check): Promise<void> {
  await table.update({
    Key: keys.credential(item.userId, item.service, item.name),
    UpdateExpression: 'SET #status = :status, checkedAt = :now',
    ConditionExpression: 'sealed = :sealed',
    ExpressionAttributeNames: { '#status': 'status' },
    ExpressionAttributeValues: {
      ':status': check.status,
      ':now': outside.clock.now().toISOString(),
      ':sealed': item.sealed,
    },
  });
}

/** Asks the service about a kept credential once more. Throws 404 when there is none of the name. */
export async function checkKept(deps: CredentialsDeps, place: Place): Promise<Check> {
  const item = await read(deps.table, place);
  const { service } = item;
  const check = await checkValues(deps, service, credentialFields[service].parse(opened(deps, item)));
  await note(deps, item, check);
  return check;
}
