import type Stripe from 'stripe';
import { emit } from '../events.ts';
import { randomText } from '../ids.ts';
import { chargeMovement, recordMovement } from '../objects/balance-transaction.ts';
import { type ChargeFields, charges, newCharge } from '../objects/charge.ts';
import { paymentIntents, type StoredPaymentIntent } from '../objects/payment-intent.ts';
import { paymentMethods } from '../objects/payment-method.ts';
import type { Scene } from '../world.ts';
import type { Decline } from './cards.ts';

export interface Failure extends Decline {
  type: 'card_error' | 'invalid_request_error';
}

/** The money is there: charge, its balance transaction and the intent say so together. */
export function succeed(
  scene: Scene,
  intent: StoredPaymentIntent,
  charge: Stripe.Charge,
): StoredPaymentIntent {
  const paid = paidCharge(scene, charge);
  const succeeded = paymentIntents.replace(scene.store, {
    ...intent,
    amount_received: intent.amount,
    last_payment_error: null,
    latest_charge: charge.id,
    next_action: null,
    status: 'succeeded',
  });
  emit(scene, 'payment_intent.succeeded', { object: succeeded });
  emit(scene, 'charge.succeeded', { object: paid });
  return succeeded;
}

function paidCharge(scene: Scene, charge: Stripe.Charge): Stripe.Charge {
  const transaction = recordMovement(scene, chargeMovement(charge));
  return charges.replace(scene.store, {
    ...charge,
    amount_captured: charge.amount,
    balance_transaction: transaction.id,
    captured: true,
    outcome: outcomeOf(null),
    paid: true,
    receipt_number: `${randomText(4, '0123456789')}-${randomText(4, '0123456789')}`,
    receipt_url: `${scene.publicUrl}/receipts/${charge.id}`,
    status: 'succeeded',
  });
}

/** The intent waits for another way to pay. */
export function fail(
  scene: Scene,
  intent: StoredPaymentIntent,
  { failure, charge }: { failure: Failure; charge: Stripe.Charge | null },
): StoredPaymentIntent {
  const failedCharge =
    charge &&
    charges.replace(scene.store, {
      ...charge,
      failure_code: failure.code,
      failure_message: failure.message,
      outcome: outcomeOf(failure),
      status: 'failed',
    });
  const failed = paymentIntents.replace(scene.store, {
    ...intent,
    last_payment_error: paymentErrorOf(scene, intent, { failure, charge }),
    latest_charge: charge?.id ?? intent.latest_charge,
    next_action: null,
    payment_method: null,
    status: 'requires_payment_method',
  });
  if (failedCharge) emit(scene, 'charge.failed', { object: failedCharge });
  emit(scene, 'payment_intent.payment_failed', { object: failed });
  return failed;
}

function paymentErrorOf(
  scene: Scene,
  intent: StoredPaymentIntent,
  { failure, charge }: { failure: Failure; charge: Stripe.Charge | null },
): Stripe.PaymentIntent.LastPaymentError {
  const method =
    intent.payment_method === null ? undefined : paymentMethods.find(scene.store, intent.payment_method);
  return {
    ...(charge ? { charge: charge.id } : {}),
    code: failure.code,
    ...(failure.type === 'card_error' ? { decline_code: failure.declineCode } : {}),
    doc_url: `https://stripe.com/docs/error-codes/${failure.code.replaceAll('_', '-')}`,
    message: failure.message,
    ...(method ? { payment_method: method } : {}),
    type: failure.type,
  };
}

export function insertCharge(scene: Scene, fields: ChargeFields): Stripe.Charge {
  return charges.insert(scene.store, newCharge(scene, fields));
}

function outcomeOf(failure: Failure | null): Stripe.Charge.Outcome {
  return {
    advice_code: failure ? 'try_again_later' : null,
    network_advice_code: null,
    network_decline_code: null,
    network_status: failure ? 'declined_by_network' : 'approved_by_network',
    reason: failure?.declineCode ?? null,
    risk_level: 'normal',
    risk_score: 20,
    seller_message: failure ? 'The bank declined the payment.' : 'Payment complete.',
    type: failure ? 'issuer_declined' : 'authorized',
  };
}
