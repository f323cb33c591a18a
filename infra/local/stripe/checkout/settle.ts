import { emit } from '../events.ts';
import { charges } from '../objects/charge.ts';
import { type StoredSession, sessions } from '../objects/checkout-session.ts';
import { paymentIntents } from '../objects/payment-intent.ts';
import { equals } from '../store/conditions.ts';
import type { Scene } from '../world.ts';
import { type Failure, fail, succeed } from './charging.ts';

type SettledOutcome = 'succeeded' | 'failed';

const DEBIT_FAILURE: Failure = {
  type: 'invalid_request_error',
  code: 'payment_intent_payment_attempt_failed',
  declineCode: 'insufficient_funds',
  message: "The customer's bank account has insufficient funds to cover this payment.",
};

/** A debit that was on its way arrives or bounces. One that is settled already stays so: then nothing is returned. */
export function settlePayment(
  scene: Scene,
  sessionId: string,
  outcome: SettledOutcome,
): StoredSession | undefined {
  const session = sessions.find(scene.store, sessionId);
  const intent = session?.payment_intent
    ? paymentIntents.find(scene.store, session.payment_intent)
    : undefined;
  const charge = intent?.latest_charge ? charges.find(scene.store, intent.latest_charge) : undefined;
  if (!session || !charge || intent?.status !== 'processing') return undefined;
  if (outcome === 'failed') {
    fail(scene, intent, { failure: DEBIT_FAILURE, charge });
    emit(scene, 'checkout.session.async_payment_failed', { object: session });
    return session;
  }
  succeed(scene, intent, charge);
  const paid = sessions.replace(scene.store, { ...session, payment_status: 'paid' });
  emit(scene, 'checkout.session.async_payment_succeeded', { object: paid });
  return paid;
}

export function findSession(scene: Scene, sessionOrIntent: string): StoredSession | undefined {
  return (
    sessions.find(scene.store, sessionOrIntent) ??
    sessions.first(scene.store, equals('payment_intent', sessionOrIntent))
  );
}
