import { AccountErased, type Parked, parked } from '../events/outcome.ts';
import { keys } from '../platform/keys.ts';
import type { Table } from '../platform/table.ts';
import { parseUser, type UserItem } from '../users/user-item.ts';
import { parseSubscription, type Subscription } from './subscription-item.ts';

/** The person and, once it was written, the row of their subscription; or why there is nobody. */
export type FoundSubscription =
  | { outcome: 'found'; user: UserItem; row: Subscription | undefined }
  | { outcome: 'missing'; parked: Parked };

const missing = (why: string): FoundSubscription => ({
  outcome: 'missing',
  parked: parked('unknown_customer', why),
});

/** From Stripe's customer to the user, and to that user's row of a subscription. Throws `AccountErased`. */
export async function findSubscription(
  table: Table,
  customerId: string | null | undefined,
  subscriptionId: string,
): Promise<FoundSubscription> {
  if (!customerId) return missing(`What tells of ${subscriptionId} has no customer`);
  const customer = await table.get(keys.customer(customerId));
  if (typeof customer?.userId !== 'string') return missing(`No user has the customer ${customerId}`);
  const { userId } = customer;
  if (customer.erasedAt !== undefined) throw new AccountErased(userId);
  const [user, row] = await table.getAll([keys.user(userId), keys.subscription(userId, subscriptionId)]);
  if (!user) return missing(`User ${userId} of the customer ${customerId} is not there`);
  return { outcome: 'found', user: parseUser(user), row: row && parseSubscription(row) };
}
