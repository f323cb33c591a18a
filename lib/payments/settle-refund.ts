import * as z from 'zod/mini';
import type { StripeEvent } from '../contract/stripe-events.ts';
import { type ConsumerOutcome, parked } from '../events/outcome.ts';
import { isoFromEpochSeconds } from '../platform/clock.ts';
import { clawBack } from './claw-back.ts';
import { type FindPaymentDeps, fetchNow, findPayment } from './find-payment.ts';
import type { Reversal } from './payment-item.ts';

/** What is read of a refund in an event: Stripe is asked for the rest. */
const refundInEvent = z.looseObject({
  id: z.string().check(z.regex(/^(re|pyr)_[A-Za-z0-9_]{1,250}$/)),
  object: z.literal('refund'),
  status: z.nullish(z.string()),
});

export function readRefund(event: StripeEvent): z.output<typeof refundInEvent> | undefined {
  const result = z.safeParse(refundInEvent, event.data.object);
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


/** What a `refund.*` event does to credits: amount and state are those that Stripe has now. */
export async function settleRefund(deps: FindPaymentDeps, event: StripeEvent): Promise<ConsumerOutcome> {
  const told = readRefund(event);
  if (!told) return parked('unreadable', 'The refund has a shape that is not known');
  const refund = await fetchNow(() => deps.stripe().refunds.retrieve(told.id));
  if (!refund) return parked('not_at_stripe', `Stripe knows no refund ${told.id}`);
  const state = refundState(refund.status);
  if (!state) return parked('unknown_status', `${refund.id} is ${refund.status}`);
  const found = await findPayment(deps, refund);
  if (found.outcome === 'missing') return found.parked;
  return clawBack(deps.table, found.order, {
    kind: 'refund',
    id: refund.id,
    amountCents: refund.amount,
    state,
    createdAt: isoFromEpochSeconds(refund.created),
    eventId: event.id,
  });
}
