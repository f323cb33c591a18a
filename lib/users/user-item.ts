import * as z from 'zod/mini';
import type { User } from '../contract/account-routes.ts';
import type { Item } from '../platform/table.ts';
import { subscriptionShape } from '../subscriptions/subscription-item.ts';

const nullableText = z._default(z.nullable(z.string()), null);

/** The `PROFILE` item of a person. */
const userItem = z.object({
  userId: z.string(),
  /** Of who came by a token that vouched for none there is none. */
  email: nullableText,
  firstName: nullableText,
  lastName: nullableText,
  profileImageUrl: nullableText,
  companyName: nullableText,
  industry: nullableText,
  role: nullableText,
  usagePurpose: nullableText,
  isAdmin: z._default(z.boolean(), false),
  /** Who vouched for the person so far, `google:<sub>` say: by these they are known again after the account is gone. */
  identities: z._default(z.array(z.string()), []),
  /** Made when the person first asks for it. */
  referralCode: z.optional(z.string()),
  stripeCustomerId: z.optional(z.string()),
  /** The one before, which was deleted at Stripe: its name makes the next one another. */
  formerCustomerId: z.optional(z.string()),
  /** A copy of the subscription that counts, written with its row: whoever signs in brings their plan along. */
  subscription: z.optional(subscriptionShape),
  createdAt: z.string(),
  updatedAt: z.string(),
});

export type UserItem = z.output<typeof userItem>;

export function parseUser(item: Item): UserItem {
  return userItem.parse(item);
}

/** What the person may see of it. */
export const userAnswer = (user: UserItem): User => ({
  id: user.userId,
  email: user.email,
  firstName: user.firstName,
  lastName: user.lastName,
  profileImageUrl: user.profileImageUrl,
  companyName: user.companyName,
  industry: user.industry,
  role: user.role,
  usagePurpose: user.usagePurpose,
  isAdmin: user.isAdmin,
  createdAt: user.createdAt,
  updatedAt: user.updatedAt,
});
