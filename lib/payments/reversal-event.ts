import type Stripe from 'stripe';
import * as z from 'zod/mini';
import type { StripeEvent } from '../contract/stripe-events.ts';
import type { Reversal } from './payment-item.ts';
import { idOrObject } from './stripe-id.ts';

/** What is read of a refund or dispute in an event. Amounts are never: Stripe is asked for those. */
const reversalObject = z.looseObject({
  id: z.string().check(z.regex(/^(re|pyr|du|dp|pdp)_[A-Za-z0-9_]{1,250}$/)),
  object: z.enum(['refund', 'dispute']),
  status: z.nullish(z.string()),
  payment_intent: z.nullish(idOrObject),
  currency: z.string(),
});

export type ReversalObject = z.output<typeof reversalObject>;

/** Undefined when the object has a shape that we do not know. */
export function readReversal(event: StripeEvent): ReversalObject | undefined {
  const result = z.safeParse(reversalObject, event.data.object);
  return result.success ? result.data : undefined;
}

/** Undefined for a status that Stripe did not have when this was written. */
export function refundState(status: string | null | undefined): Reversal['state'] | undefined {
  switch (status) {
    case 'pending':
    case 'requires_action':
      return 'pending';
    case 'succeeded':
      return 'taken';
    case 'failed':
    case 'canceled':
      return 'returned';
    default:
      return undefined;
  }
}

type Standing = Pick<Reversal, 'state' | 'takenCents'>;

function refundStanding({ status, amount }: Stripe.Refund): Standing | undefined {
  const state = refundState(status);
  return state && { state, takenCents: state === 'taken' ? amount : 0 };
}

/**
 * A dispute's money is where its movements on our account say; they are in the account's currency, so their share
 * counts. Neither status nor event tells: a dispute that is lost after a partial refund is reinstated in part.
 * https://docs.stripe.com/api/disputes/object#dispute_object-balance_transactions
 */
function disputeStanding({ amount, balance_transactions: movements }: Stripe.Dispute): Standing {
  const sum = (sign: 1 | -1) =>
    movements.reduce((total, movement) => total + Math.max(0, sign * movement.amount), 0);
  const withdrawn = sum(-1);
  if (withdrawn === 0) return { state: 'pending', takenCents: 0 };
  const takenCents = Math.max(0, Math.round((amount * (withdrawn - sum(1))) / withdrawn));
  return { state: takenCents === 0 ? 'returned' : 'taken', takenCents };
}

/** Where the money of a refund or dispute is now; undefined for a status that we do not know. */
export function standingOf(object: Stripe.Refund | Stripe.Dispute): Standing | undefined {
  return object.object === 'refund' ? refundStanding(object) : disputeStanding(object);
}
