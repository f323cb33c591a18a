import { keys } from '../platform/keys.ts';
import { emailHash } from '../users/email-address.ts';
import { type Actor, type AuditDeps, auditAction } from './audit.ts';

export type SetAdminOutcome = { outcome: 'set'; userId: string } | { outcome: 'unknownAddress' };

/**
 * Makes a person an admin, or ends it: only by an operator's command, in one transaction with the trail. Effective with
 * the person's next request.
 */
export async function setAdmin(
  deps: AuditDeps,
  actor: Actor,
  { email, isAdmin }: { email: string; isAdmin: boolean },
): Promise<SetAdminOutcome> {
  const address = await deps.table.get(keys.email(emailHash(email)));
  if (typeof address?.userId !== 'string') return { outcome: 'unknownAddress' };
  const { userId } = address;
  const { action } = auditAction(actor, { act: isAdmin ? 'makeAdmin' : 'endAdmin', userId }, deps);
  const { outcome } = await deps.table.transact([
    {
      Update: {
        Key: keys.user(userId),
        UpdateExpression: 'SET isAdmin = :isAdmin',
        ConditionExpression: 'attribute_exists(pk)',
        ExpressionAttributeValues: { ':isAdmin': isAdmin },
      },
    },
    action,
  ]);
  return outcome === 'done' ? { outcome: 'set', userId } : { outcome: 'unknownAddress' };
}
