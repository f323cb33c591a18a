import * as z from 'zod/mini';
import type { User } from '../contract/account-routes.ts';
import type { Item } from '../platform/table.ts';

const nullableText = z._default(z.nullable(z.string()), null);

/** The `PROFILE` item of a person. */
const userItem = z.object({
  userId: z.string(),
  email: z.string(),
  firstName: nullableText,
  lastName: nullableText,
  profileImageUrl: nullableText,
  companyName: nullableText,
  industry: nullableText,
  role: nullableText,
  usagePurpose: nullableText,
  isAdmin: z._default(z.boolean(), false),
  stripeCustomerId: z.optional(z.string()),
  createdAt: z.string(),
  updatedAt: z.string(),
});

export type UserItem = z.output<typeof userItem>;

export function parseUser(item: Item): UserItem {
  return userItem.parse(item);
}

/** What the person may see of it. */
export function userAnswer({ userId, stripeCustomerId: _, ...user }: UserItem): User {
  return { id: userId, ...user };
}
