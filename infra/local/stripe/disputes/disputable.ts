import type Stripe from 'stripe';
import { total } from '../checkout/amounts.ts';
import { disputesOf } from '../objects/dispute.ts';
import { refundedFor } from '../refunds/refundable.ts';
import type { Scene } from '../world.ts';

/** What the shop still has of the charge: neither refunded for sure nor lost to a bank. */
export function leftToDispute(scene: Scene, charge: Stripe.Charge): number {
  const lost = disputesOf(scene, charge).filter(({ status }) => status === 'lost');
  const gone = refundedFor(scene, charge) + total(lost.map(({ amount }) => amount));
  return Math.max(0, charge.amount - gone);
}
