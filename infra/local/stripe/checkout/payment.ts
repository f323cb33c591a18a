import { emit } from '../events.ts';
import { type StoredSession, sessionNotes, sessions } from '../objects/checkout-session.ts';
import { newPaymentIntent, paymentIntents, type StoredPaymentIntent } from '../objects/payment-intent.ts';
import {
  type Instrument,
  newPaymentMethod,
  paymentMethods,
  type StoredPaymentMethod,
} from '../objects/payment-method.ts';
import { refundCourses } from '../objects/refund.ts';
import { type AttemptOutcome, authenticateIntent, confirmIntent } from '../payments/confirm.ts';
import { schedule } from '../schedule.ts';
import type { Scene } from '../world.ts';
import { type BankDebit, bankInstrument, SETTLES_AFTER_SECONDS } from './bank-debits.ts';
import { billingOf, recordBuyer, type TypedBuyer } from './buyer.ts';
import { insertCharge } from './charging.ts';
import { completeSession } from './complete.ts';

export type PaymentOutcome =
  | { outcome: 'completed'; session: StoredSession }
  | { outcome: 'needs authentication'; session: StoredSession }
  | { outcome: 'declined'; session: StoredSession; message: string };

interface Attempt {
  session: StoredSession;
  intent: StoredPaymentIntent;
  method: StoredPaymentMethod;
}

/** A session that costs nothing is completed without a payment intent. */
export function payNothing(scene: Scene, session: StoredSession, buyer: TypedBuyer): PaymentOutcome {
  const recorded = recordBuyer(scene, session, buyer);
  return { outcome: 'completed', session: completeSession(scene, recorded, 'no_payment_required') };
}

export function payByCard(
  scene: Scene,
  session: StoredSession,
  { buyer, instrument }: { buyer: TypedBuyer; instrument: Instrument },
): PaymentOutcome {
  const { session: attempted, ...subject } = beginAttempt(scene, session, { buyer, instrument });
  const question = { url: attempted.url ?? '', returnUrl: attempted.url };
  return sessionOutcome(scene, attempted, confirmIntent(scene, { ...subject, question }));
}

/** The buyer answered the bank's question for the card that was tried last. */
export function finishAuthentication(
  scene: Scene,
  session: StoredSession,
  passed: boolean,
): PaymentOutcome | undefined {
  const intent =
    session.payment_intent === null ? undefined : paymentIntents.find(scene.store, session.payment_intent);
  // A code was applied or removed since: the bank was asked about another amount.
  if (intent?.amount !== session.amount_total) return undefined;
  const result = authenticateIntent(scene, intent, passed);
  return result && sessionOutcome(scene, session, result);
}

function sessionOutcome(scene: Scene, session: StoredSession, result: AttemptOutcome): PaymentOutcome {
  switch (result.outcome) {
    case 'succeeded':
      return { outcome: 'completed', session: completeSession(scene, session, 'paid') };
    case 'needs authentication':
      return { outcome: 'needs authentication', session };
    case 'failed':
      return { outcome: 'declined', session, message: result.failure.message };
  }
}

/** The session completes at once; the money comes, or does not, later. */
export function payByBankDebit(
  scene: Scene,
  session: StoredSession,
  { buyer, debit }: { buyer: TypedBuyer; debit: BankDebit },
): PaymentOutcome {
  const attempt = beginAttempt(scene, session, { buyer, instrument: bankInstrument });
  const charge = insertCharge(scene, {
    intent: attempt.intent,
    instrument: bankInstrument,
    billing: billingOf(attempt.session),
  });
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
  return { session: attempted, intent: withMethod, method };
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
