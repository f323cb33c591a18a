import { newId } from '../platform/ids.ts';
import { keys } from '../platform/keys.ts';
import type { Outside } from '../platform/outside.ts';
import type { Table, TransactionAction } from '../platform/table.ts';

interface InviteDeps {
  table: Table;
  outside: Outside;
}

/**
 * Notes who invited a new person: for the transaction that makes their account. Nothing for a code that nobody has; one
 * that its owner takes along with their account just now has the transaction refused.
 */
export async function inviteActions(
  { table, outside }: InviteDeps,
  userId: string,
  code: string | undefined,
): Promise<TransactionAction[]> {
  const owner = code === undefined ? undefined : await table.get(keys.referralCode(code));
  if (code === undefined || typeof owner?.userId !== 'string') return [];
  const inviterId = owner.userId;
  const referral = {
    ...keys.referredBy(userId),
    referralId: newId('ref', outside),
    userId,
    inviterId,
    createdAt: outside.clock.now().toISOString(),
  };
  return [
    { ConditionCheck: { Key: keys.referralCode(code), ConditionExpression: 'attribute_exists(pk)' } },
    { Put: { Item: referral, ConditionExpression: 'attribute_not_exists(pk)' } },
    {
      Update: {
        Key: keys.referralCounts(inviterId),
        UpdateExpression: 'ADD invited :one',
        ExpressionAttributeValues: { ':one': 1 },
      },
    },
  ];
}
