import * as z from 'zod/mini';
import { AppError } from '../contract/errors.ts';
import {
  identityNotFound,
  type LinkedIdentity,
  type SignInProvider,
  signInProviders,
} from '../contract/identity-routes.ts';
import { type Key, keys } from '../platform/keys.ts';
import type { Table } from '../platform/table.ts';
import type { UserItem } from './user-item.ts';

const identityItem = z.object({
  userId: z.string(),
  email: z._default(z.nullable(z.string()), null),
  createdAt: z.string(),
});

interface Linked extends LinkedIdentity {
  key: Key;
}

type Person = Pick<UserItem, 'userId' | 'identities'>;

/** `google:<sub>`, where it is of a provider that can be linked and unlinked. */
function keyOf(name: string): { provider: SignInProvider; key: Key } | undefined {
  const provider = signInProviders.find((one) => name.startsWith(`${one}:`));
  return provider && { provider, key: keys.identity(provider, name.slice(provider.length + 1)) };
}

/** Of those that ever vouched for the person: by which they can still sign in. */
async function linkedIdentities(table: Table, { userId, identities }: Person): Promise<Linked[]> {
  const named = identities.map(keyOf).filter((one) => one !== undefined);
  const rows = await table.getAll(named.map(({ key }) => key));
  const linked = named.flatMap(({ provider, key }, i) => {
    const row = rows[i] && identityItem.parse(rows[i]);
    return row?.userId === userId ? [{ provider, key, email: row.email, linkedAt: row.createdAt }] : [];
  });
  return linked.sort((a, b) => (a.linkedAt < b.linkedAt ? -1 : 1));
}

export async function listIdentities(table: Table, person: Person): Promise<LinkedIdentity[]> {
  return (await linkedIdentities(table, person)).map(({ key: _, ...identity }) => identity);
}

const isTheirs = (userId: string) => ({
  ConditionExpression: 'userId = :user',
  ExpressionAttributeValues: { ':user': userId },
});

// Each lost race leaves one provider fewer or one more; there are two of them.
const looks = 3;

/**
 * Frees what a provider's sign-in opens, on condition that one of another provider stays. It stays listed among those
 * that ever vouched for the person: whoever unlinks has no second trial. Throws 404 and 409.
 */
export async function unlinkIdentity(table: Table, person: Person, provider: SignInProvider): Promise<void> {
  for (let look = 0; look < looks; look += 1) {
    const linked = await linkedIdentities(table, person);
    const going = linked.filter((identity) => identity.provider === provider);
    const staying = linked.find((identity) => identity.provider !== provider);
    if (going.length === 0) throw new AppError('not_found', identityNotFound);
    if (!staying)
      throw new AppError('last_identity', 'This is your only way to sign in: link another one first');
    const condition = isTheirs(person.userId);
    const { outcome } = await table.transact([
      { ConditionCheck: { Key: staying.key, ...condition } },
      ...going.map(({ key }) => ({ Delete: { Key: key, ...condition } })),
    ]);
    if (outcome === 'done') return;
  }
  throw new Error('Unlinking kept meeting another change of the same sign-in methods');
}
