import { type Key, keys } from '../platform/keys.ts';
import type { Table, TransactionAction } from '../platform/table.ts';

interface Claimant {
  identities: readonly string[];
  emailHash: string | undefined;
}

/**
 * Where an identity may be claimed: its name is provider and subject with a colon between, and an issuer's address has
 * colons of its own.
 */
function keysOfIdentity(name: string): Key[] {
  const colons = [...name.matchAll(/:/g)].map(({ index }) => index);
  return colons.map((at) => keys.identity(name.slice(0, at), name.slice(at + 1)));
}

// An issuer's address and a subject have a handful of colons; a transaction takes a hundred actions.
const mostClaims = 80;

/** Frees what the person signs in with: whoever comes with it again has a new account. */
export async function claimsOf(
  table: Table,
  userId: string,
  { identities, emailHash }: Claimant,
): Promise<TransactionAction[]> {
  const claimed = [
    ...[...new Set(identities)].flatMap(keysOfIdentity),
    ...(emailHash ? [keys.email(emailHash)] : []),
  ];
  const items = await table.getAll(claimed);
  const theirs = claimed.filter((_, i) => items[i]?.userId === userId);
  if (theirs.length > mostClaims) throw new Error(`${userId} signs in with more than fits a transaction`);
  return theirs.map((Key) => ({
    Delete: {
      Key,
      ConditionExpression: 'userId = :user',
      ExpressionAttributeValues: { ':user': userId },
    },
  }));
}
