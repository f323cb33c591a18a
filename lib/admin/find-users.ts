import type { FoundUser } from '../contract/admin-user-routes.ts';
import { keys } from '../platform/keys.ts';
import type { Table } from '../platform/table.ts';
import { emailAddress, emailHash } from '../users/email-address.ts';
import { parseUser, type UserItem } from '../users/user-item.ts';
import { type Actor, type AuditDeps, noteAct } from './audit.ts';

/** Of an address or a customer the row that says whose it is; an id names the person itself. */
async function userIdOf(table: Table, q: string): Promise<string | undefined> {
  if (q.startsWith('usr_')) return q;
  const email = emailAddress(q);
  const key = email ? keys.email(emailHash(email)) : keys.customer(q);
  const item = await table.get(key);
  return typeof item?.userId === 'string' ? item.userId : undefined;
}

export const foundUserAnswer = (user: UserItem): FoundUser => ({
  id: user.userId,
  email: user.email,
  firstName: user.firstName,
  lastName: user.lastName,
  isAdmin: user.isAdmin,
  createdAt: user.createdAt,
});

/** Nobody, or the one person whom an address, an id or a customer at Stripe names exactly. */
export async function findUsers(deps: AuditDeps, actor: Actor, q: string): Promise<FoundUser[]> {
  const userId = await userIdOf(deps.table, q);
  const item = userId === undefined ? undefined : await deps.table.get(keys.user(userId));
  if (!item) return [];
  const user = parseUser(item);
  await noteAct(deps, actor, { act: 'findUser', userId: user.userId });
  return [foundUserAnswer(user)];
}
