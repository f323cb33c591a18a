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

/**
 * Where the money is. That a dispute's funds were withdrawn or reinstated is the event's own news: no field of the
 * dispute says it as plainly. An inquiry withdraws nothing, and has no such event.
 */
export function reversalState(
  event: StripeEvent,
  { object, status }: Pick<ReversalObject, 'object' | 'status'>,
): Reversal['state'] | undefined {
  if (object === 'refund') return refundState(status);
  return event.type === 'charge.dispute.funds_reinstated' ? 'returned' : 'taken';
}
