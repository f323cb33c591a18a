import * as z from 'zod/mini';
import type { Route } from './route.ts';

const referrals = z.object({
  /** What others bring along when they first sign in. */
  code: z.string(),
  /** Our site with the code, to be sent to them. */
  url: z.string(),
  /** Accounts that were made with the code. */
  invited: z.int(),
  /** Of these, how many have made a purchase that stands. */
  rewarded: z.int(),
  /** What that has brought so far. */
  credits_earned: z.int(),
});

export type Referrals = z.output<typeof referrals>;

export const referralRoutes = {
  getReferrals: {
    method: 'GET',
    path: '/api/referrals',
    servedBy: 'account',
    caller: 'user',
    summary: 'The code to invite others with, and what became of it',
    response: referrals,
  },
} as const satisfies Record<string, Route>;
