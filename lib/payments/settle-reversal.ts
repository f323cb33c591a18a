import type Stripe from 'stripe';
import type { StripeEvent } from '../contract/stripe-events.ts';
import { type ConsumerOutcome, NotYet, parked } from '../events/outcome.ts';
import { isoFromEpochSeconds } from '../platform/clock.ts';
import { isMissingAtStripe } from '../platform/stripe.ts';
import { followReversals } from '../referrals/follow-reversals.ts';
import { clawBack, reversedAt } from './claw-back.ts';
import { type FindPaymentDeps, findPayment } from './find-payment.ts';
import { type ReversalObject, readReversal, standingOf } from './reversal-event.ts';

/** The object as Stripe has it now, whatever the event says of it; undefined when Stripe has none. */
async function fetchNow(
  stripe: Stripe,
  { id, object }: ReversalObject,
): Promise<Stripe.Refund | Stripe.Dispute | undefined> {
  try {
    return await (object === 'refund' ? stripe.refunds.retrieve(id) : stripe.disputes.retrieve(id));
  } catch (cause) {
    if (isMissingAtStripe(cause)) return undefined;
    throw cause;
  }
}

/** What `refund.*` and `charge.dispute.funds_*` events do to credits: the amount is the one that Stripe has now. */
export async function settleReversal(deps: FindPaymentDeps, event: StripeEvent): Promise<ConsumerOutcome> {
  const told = readReversal(event);
  if (!told) return parked('unreadable', 'The refund or dispute has a shape that is not known');
  const now = await fetchNow(await deps.stripe(), told);
  if (!now) return parked('not_at_stripe', `Stripe knows no ${told.object} ${told.id}`);
  const standing = standingOf(now);
  if (!standing) return parked('unknown_status', `${now.id} is ${now.status}`);
  // Its event says that funds have moved.
  if (now.object === 'dispute' && standing.state === 'pending')
    throw new NotYet('Stripe shows no movement yet');
  const found = await findPayment(deps, now);
  if (found.outcome === 'missing') return found.parked;
  const outcome = await clawBack(deps.table, found.order, {
    kind: now.object,
    id: now.id,
    amountCents: now.amount,
    ...standing,
    createdAt: isoFromEpochSeconds(now.created),
    eventId: event.id,
  });
  const { userId, paymentId } = found.order;
  const causedAt = reversedAt(found.order, isoFromEpochSeconds(now.created));
  await followReversals(deps.table, { userId, paymentId, causedAt, eventId: event.id });
  return outcome;
}
