import type { ParkedCode } from '../contract/parked-codes.ts';

/** What no consumer mends, though it can read all of it. */
export const beyondMending = {
  unpaid_grant: 'Credits were granted that Stripe was not paid for; none takes them back by itself',
  over_here: 'It is over here, and what is over is never brought back',
} as const;

/** Where Stripe and the table say different things. */
export interface Difference {
  /** The checkout session, invoice, refund, dispute, subscription or customer at Stripe. */
  stripeId: string;
  /** Of ours: the payment, or whose subscription or invoice it is; undefined when there is nothing. */
  ours: string | undefined;
  words: string;
  /** Why staff must look; undefined where its consumer mends it once it is led there again. */
  staff?: ParkedCode | keyof typeof beyondMending;
  /** By hand: the message on the bus that leads its consumer there again, or that `--apply` would put there. */
  mend?: string;
}

export type Compared = Difference | 'same';
