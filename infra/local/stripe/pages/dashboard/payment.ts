import type Stripe from 'stripe';
import { charges } from '../../objects/charge.ts';
import { disputesOf, isInquiry, isOpen, type StoredDispute } from '../../objects/dispute.ts';
import { paymentIntents, type StoredPaymentIntent } from '../../objects/payment-intent.ts';
import type { StoredRefund } from '../../objects/refund.ts';
import { refundsOf } from '../../refunds/refundable.ts';
import type { Scene } from '../../world.ts';

/** A payment intent with all that became of it. */
export interface Payment {
  intent: StoredPaymentIntent;
  charge: Stripe.Charge | undefined;
  refunds: StoredRefund[];
  disputes: StoredDispute[];
}

export function findPayment(scene: Scene, intentId: string): Payment | undefined {
  const intent = paymentIntents.find(scene.store, intentId);
  return intent && paymentOf(scene, intent);
}

export function paymentOf(scene: Scene, intent: StoredPaymentIntent): Payment {
  const charge = intent.latest_charge === null ? undefined : charges.find(scene.store, intent.latest_charge);
  return {
    intent,
    charge,
    refunds: charge ? refundsOf(scene, charge.id) : [],
    disputes: charge ? disputesOf(scene, charge) : [],
  };
}

/** The one thing to know about a payment: the worst that is true of it. */
export function stateOf({ intent, charge, disputes }: Payment): string {
  if (intent.status !== 'succeeded' || !charge) return unpaidState(intent);
  const open = disputes.find(isOpen);
  if (open) return isInquiry(open) ? 'inquiry' : 'disputed';
  if (disputes.some(({ status }) => status === 'lost')) return 'lost';
  if (charge.refunded) return 'refunded';
  return charge.amount_refunded > 0 ? 'partly_refunded' : 'succeeded';
}

function unpaidState({ status, last_payment_error }: StoredPaymentIntent): string {
  if (status !== 'requires_payment_method') return status;
  return last_payment_error ? 'failed' : 'incomplete';
}

export function methodText(charge: Stripe.Charge | undefined): string {
  const { card, us_bank_account: bank } = charge?.payment_method_details ?? {};
  if (card) return `${card.brand ?? 'card'} •••• ${card.last4}`;
  return bank ? `bank •••• ${bank.last4}` : '';
}

export function paymentAddress(intentId: string): string {
  return `/payments/${encodeURIComponent(intentId)}`;
}
