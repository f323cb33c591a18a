import * as z from 'zod/mini';
import type { Item } from '../platform/table.ts';

/** Under the person who was invited: by whom, and what became of it. */
const referralItem = z.object({
  /** `ref_…`: names the referral in both ledgers, and neither person. */
  referralId: z.string(),
  userId: z.string(),
  inviterId: z.string(),
  createdAt: z.string(),
  /** The first purchase for money, and what either side had of it; absent until then. */
  paymentId: z.optional(z.string()),
  inviterCredits: z._default(z.int(), 0),
  invitedCredits: z._default(z.int(), 0),
  /** All of that purchase went back, and the credits with it. */
  isTakenBack: z._default(z.boolean(), false),
  /** How often they went back or came again. */
  moves: z._default(z.int(), 0),
});

export type ReferralItem = z.output<typeof referralItem>;

export const parseReferral = (item: Item): ReferralItem => referralItem.parse(item);

/** Under the inviter: what all whom they invited have come to. */
const referralCounts = z.object({
  invited: z._default(z.int(), 0),
  rewarded: z._default(z.int(), 0),
  creditsEarned: z._default(z.int(), 0),
});

export const parseReferralCounts = (item: Item | undefined) => referralCounts.parse(item ?? {});
