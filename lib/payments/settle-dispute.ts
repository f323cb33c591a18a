import * as z from 'zod/mini';
import type { StripeEvent } from '../contract/stripe-events.ts';
import { type ConsumerOutcome, parked } from '../events/outcome.ts';
import { isoFromEpochSeconds } from '../platform/clock.ts';
import { clawBack } from './claw-back.ts';
import { type FindPaymentDeps, fetchNow, findPayment } from './find-payment.ts';

/** What is read of a dispute in an event: Stripe is asked for the rest. */
const disputeInEvent = z.looseObject({
  id: z.string().check(z.regex(/^(du|dp|pdp)_[A-Za-z0-9_]{1,250}$/)),
  object: z.literal('dispute'),
});

export function readDispute(event: StripeEvent): z.output<typeof disputeInEvent> | undefined {
  const result = z.safeParse(disputeInEvent, event.data.object);
  return result.success ? result.data : undefined;
}

/** That funds were withdrawn or reinstated is the event's own news: no field of the dispute says it as plainly. */
export function disputeState({ type }: StripeEvent): 'taken' | 'returned' {
  return type === 'charge.dispute.funds_reinstated' ? 'returned' : 'taken';
}

/** What `charge.dispute.funds_*` does to credits. An inquiry moves no funds, so it never gets here. */
export async function settleDispute(deps: FindPaymentDeps, event: StripeEvent): Promise<ConsumerOutcome> {
  const told = readDispute(event);
  if (!told) return parked('unreadable', 'The dispute has a shape that is not known');
  const dispute = await fetchNow(() => deps.stripe().disputes.retrieve(told.id));
  if (!dispute) return parked('not_at_stripe', `Stripe knows no dispute ${told.id}`);
  const found = await findPayment(deps, dispute);
  if (found.outcome === 'missing') return found.parked;
  return clawBack(deps.table, found.order, {
    kind: 'dispute',
    id: dispute.id,
    amountCents: dispute.amount,
    state: disputeState(event),
    createdAt: isoFromEpochSeconds(dispute.created),
    eventId: event.id,
  });
}
