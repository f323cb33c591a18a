import type Stripe from 'stripe';
import { total } from '../checkout/amounts.ts';
import { invalidRequest } from '../errors.ts';
import { moneyText } from '../money-text.ts';
import { disputesOf } from '../objects/dispute.ts';
import { refunds, type StoredRefund } from '../objects/refund.ts';
import { equals } from '../store/conditions.ts';
import type { Scene } from '../world.ts';

/** What is left to give back: refunds on their way count as given. */
export function unrefunded(charge: Stripe.Charge): number {
  return charge.amount_captured - charge.amount_refunded;
}

/** More than tests ever make on one charge. */
const MAXIMUM_REFUNDS = 1000;

export function refundsOf(scene: Scene, charge: string): StoredRefund[] {
  return refunds.select(scene.store, {
    conditions: equals('charge', charge),
    order: 'oldest first',
    limit: MAXIMUM_REFUNDS,
  });
}

/** What the buyer has back for sure. */
export function refundedFor(scene: Scene, charge: Stripe.Charge): number {
  const done = refundsOf(scene, charge.id).filter(({ status }) => status === 'succeeded');
  return total(done.map(({ amount }) => amount));
}

/** Throws Stripe's own objection where it would not refund. */
export function refuseRefund(scene: Scene, charge: Stripe.Charge, amount: number | undefined): void {
  if (charge.status !== 'succeeded') throw nothingToRefund(String(charge.payment_intent));
  if (disputesOf(scene, charge).some((dispute) => !dispute.is_charge_refundable)) {
    const message = `Charge ${charge.id} has been charged back; cannot issue a refund.`;
    throw invalidRequest(message, { code: 'charge_disputed' });
  }
  const left = unrefunded(charge);
  if (left === 0) {
    const message = `Charge ${charge.id} has already been refunded.`;
    throw invalidRequest(message, { code: 'charge_already_refunded' });
  }
  if (amount === undefined || amount <= left) return;
  const [asked, rest] = [moneyText(amount, charge.currency), moneyText(left, charge.currency)];
  const message = `Refund amount (${asked}) is greater than unrefunded amount on charge (${rest})`;
  throw invalidRequest(message, { param: 'amount' });
}

export function nothingToRefund(intent: string) {
  return invalidRequest(`This PaymentIntent (${intent}) does not have a successful charge to refund.`);
}
