import { disputesToCome } from '../disputes/test-card-dispute.ts';
import { emit } from '../events.ts';
import { type StoredSession, sessionNotes, sessions } from '../objects/checkout-session.ts';
import { newPaymentIntent, paymentIntents, type StoredPaymentIntent } from '../objects/payment-intent.ts';
import { type Instrument, newPaymentMethod, paymentMethods } from '../objects/payment-method.ts';
import { refundCourses } from '../objects/refund.ts';
import { schedule } from '../schedule.ts';
import type { Scene } from '../world.ts';
import { type BankDebit, bankInstrument, SETTLES_AFTER_SECONDS } from './bank-debits.ts';
import { billingOf, recordBuyer, type TypedBuyer } from './buyer.ts';
import type { Aftermath, Decline, TestCard } from './cards.ts';
import { type Failure, fail, insertCharge, succeed } from './charging.ts';
import { completeSession } from './complete.ts';

export type PaymentOutcome =
  | { outcome: 'completed'; session: StoredSession }
  | { outcome: 'needs authentication'; session: StoredSession }
  | { outcome: 'declined'; session: StoredSession; message: string };

const AUTHENTICATION_FAILURE: Failure = {
  type: 'invalid_request_error',
  code: 'payment_intent_authentication_failure',
  declineCode: 'authentication_required',
  message:
    'We are unable to authenticate your payment method. Please choose a different payment method and try again.',
};

interface Attempt {
  session: StoredSession;
  intent: StoredPaymentIntent;
  instrument: Instrument;
}

/** A session that costs nothing is completed without a payment intent. */
export function payNothing(scene: Scene, session: StoredSession, buyer: TypedBuyer): PaymentOutcome {
  const recorded = recordBuyer(scene, session, buyer);
  return { outcome: 'completed', session: completeSession(scene, recorded, 'no_payment_required') };
}

export function payByCard(
  scene: Scene,
  session: StoredSession,
  { buyer, card, instrument }: { buyer: TypedBuyer; card: TestCard; instrument: Instrument },
): PaymentOutcome {
  const attempt = beginAttempt(scene, session, { buyer, instrument });
  switch (card.behaviour.outcome) {
    case 'pays':
      return capture(scene, attempt, card.behaviour.aftermath);
    case 'needs authentication':
      return askForAuthentication(scene, attempt);
    case 'declined':
      return decline(scene, attempt, card.behaviour.decline);
  }
}

/** The buyer answered the bank's question for the card that was tried last. */
export function finishAuthentication(
  scene: Scene,
  session: StoredSession,
  passed: boolean,
): PaymentOutcome | undefined {
  const intent =
    session.payment_intent === null ? undefined : paymentIntents.find(scene.store, session.payment_intent);
  if (intent?.status !== 'requires_action' || intent.payment_method === null) return undefined;
  // A code was applied or removed since: the bank was asked about another amount.
  if (intent.amount !== session.amount_total) return undefined;
  const method = paymentMethods.find(scene.store, intent.payment_method);
  if (!method?.card) return undefined;
  const { brand, last4, fingerprint, exp_month, exp_year } = method.card;
  const instrument: Instrument = {
    type: 'card',
    brand,
    last4,
    fingerprint: fingerprint ?? '',
    expMonth: exp_month,
    expYear: exp_year,
  };
  if (passed) return capture(scene, { session, intent, instrument });
  fail(scene, intent, { failure: AUTHENTICATION_FAILURE, charge: null });
  return { outcome: 'declined', session, message: AUTHENTICATION_FAILURE.message };
}

/** The session completes at once; the money comes, or does not, later. */
export function payByBankDebit(
  scene: Scene,
  session: StoredSession,
  { buyer, debit }: { buyer: TypedBuyer; debit: BankDebit },
): PaymentOutcome {
  const attempt = beginAttempt(scene, session, { buyer, instrument: bankInstrument });
  const charge = insertCharge(scene, { ...attempt, billing: billingOf(attempt.session) });
  const intent = paymentIntents.replace(scene.store, {
    ...attempt.intent,
    latest_charge: charge.id,
    status: 'processing',
  });
  refundCourses.write(scene.store, charge.id, { course: debit.refunds });
  emit(scene, 'payment_intent.processing', { object: intent });
  emit(scene, 'charge.pending', { object: charge });
  if (debit.settles) {
    const dueAtSeconds = scene.nowSeconds() + SETTLES_AFTER_SECONDS;
    schedule(scene, { kind: debit.settles, subject: session.id, dueAtSeconds });
  }
  return { outcome: 'completed', session: completeSession(scene, attempt.session, 'unpaid') };
}

/** One intent serves all attempts of a session, at the price the session has now. */
function beginAttempt(
  scene: Scene,
  session: StoredSession,
  { buyer, instrument }: { buyer: TypedBuyer; instrument: Instrument },
): Attempt {
  const recorded = recordBuyer(scene, session, buyer);
  const intent = intentOf(scene, recorded);
  const method = newPaymentMethod(scene, { instrument, customer: null, billing: billingOf(recorded) });
  paymentMethods.insert(scene.store, method);
  const withMethod = {
    ...intent,
    amount: recorded.amount_total,
    customer: recorded.customer,
    payment_method: method.id,
  };
  paymentIntents.replace(scene.store, withMethod);
  const attempted = sessions.replace(scene.store, { ...recorded, payment_intent: intent.id });
  return { session: attempted, intent: withMethod, instrument };
}

function intentOf(scene: Scene, session: StoredSession): StoredPaymentIntent {
  const present =
    session.payment_intent === null ? undefined : paymentIntents.find(scene.store, session.payment_intent);
  if (present) return present;
  const passedOn = sessionNotes.read(scene.store, session.id)?.paymentIntent;
  const intent = newPaymentIntent(scene, {
    amount: session.amount_total,
    currency: session.currency,
    customer: session.customer,
    description: passedOn?.description ?? null,
    metadata: passedOn?.metadata ?? {},
    receipt_email: passedOn?.receiptEmail ?? null,
  });
  paymentIntents.insert(scene.store, intent);
  emit(scene, 'payment_intent.created', { object: intent });
  return intent;
}

function capture(scene: Scene, attempt: Attempt, aftermath: Aftermath = {}): PaymentOutcome {
  const charge = insertCharge(scene, { ...attempt, billing: billingOf(attempt.session) });
  succeed(scene, attempt.intent, charge);
  prepareAftermath(scene, charge.id, aftermath);
  return { outcome: 'completed', session: completeSession(scene, attempt.session, 'paid') };
}

/** The bank disputes as soon as the payment is through, as in Stripe's test mode. */
function prepareAftermath(scene: Scene, charge: string, { refunds, dispute }: Aftermath): void {
  if (refunds) refundCourses.write(scene.store, charge, { course: refunds });
  if (!dispute) return;
  disputesToCome.write(scene.store, charge, dispute);
  schedule(scene, { kind: 'disputeOpens', subject: charge, dueAtSeconds: scene.nowSeconds() });
}

function decline(scene: Scene, attempt: Attempt, reason: Decline): PaymentOutcome {
  const charge = insertCharge(scene, { ...attempt, billing: billingOf(attempt.session) });
  fail(scene, attempt.intent, { failure: { type: 'card_error', ...reason }, charge });
  return { outcome: 'declined', session: attempt.session, message: reason.message };
}

function askForAuthentication(scene: Scene, { session, intent }: Attempt): PaymentOutcome {
  const asked = paymentIntents.replace(scene.store, {
    ...intent,
    next_action: { type: 'redirect_to_url', redirect_to_url: { return_url: session.url, url: session.url } },
    status: 'requires_action',
  });
  emit(scene, 'payment_intent.requires_action', { object: asked });
  return { outcome: 'needs authentication', session };
}
