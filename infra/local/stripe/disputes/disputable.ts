import type Stripe from 'stripe';
import { total } from '../checkout/amounts.ts';
import { charges } from '../objects/charge.ts';
import { disputesOf, type StoredDispute } from '../objects/dispute.ts';
import { refundedFor } from '../refunds/refundable.ts';
import type { Scene } from '../world.ts';

/** What the shop still has of the charge: neither refunded for sure nor lost to a bank. */
export function leftToDispute(scene: Scene, charge: Stripe.Charge): number {
  const lost = disputesOf(scene, charge).filter(({ status }) => status === 'lost');
  const gone = refundedFor(scene, charge) + total(lost.map(({ amount }) => amount));
  return Math.max(0, charge.amount - gone);
}

/**
 * What the buyer would have twice, by refund and by dispute. It comes back even when the dispute is lost, which the
 * dashboard then calls "partially won" (support.stripe.com, "Dispute for full charge amount after a partial refund").
 */
export function refundedAndDisputed(scene: Scene, { charge: id, amount }: StoredDispute): number {
  const charge = charges.find(scene.store, id);
  if (!charge) return 0;
  const refunded = refundedFor(scene, charge);
  return Math.max(0, Math.min(refunded, refunded + amount - charge.amount));
}
