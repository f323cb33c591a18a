import type { Aftermath } from '../checkout/cards.ts';
import { testCardOf } from '../checkout/cards.ts';
import { type Failure, fail, insertCharge, succeed } from '../checkout/charging.ts';
import { disputesToCome } from '../disputes/test-card-dispute.ts';
import { emit } from '../events.ts';
import { paymentIntents, type StoredPaymentIntent } from '../objects/payment-intent.ts';
import {
  instrumentOf,
  methodNotes,
  paymentMethods,
  type StoredPaymentMethod,
} from '../objects/payment-method.ts';
import { refundCourses } from '../objects/refund.ts';
import { schedule } from '../schedule.ts';
import type { Scene } from '../world.ts';
import { attachMethod } from './attach.ts';

export type AttemptOutcome =
  | { outcome: 'succeeded'; intent: StoredPaymentIntent }
  | { outcome: 'needs authentication'; intent: StoredPaymentIntent }
  | { outcome: 'failed'; intent: StoredPaymentIntent; failure: Failure };

export interface Attempt {
  intent: StoredPaymentIntent;
  method: StoredPaymentMethod;
  /** Where the bank's question is asked, and where the buyer goes from there. */
  question: { url: string; returnUrl: string | null };
  /** The bank's question was answered before. */
  authenticated?: boolean;
  /** Declined, whatever the card would do. */
  fails?: boolean;
}

const DECLINED = {
  code: 'card_declined',
  declineCode: 'generic_decline',
  message: 'Your card was declined.',
};

const AUTHENTICATION_FAILURE: Failure = {
  type: 'invalid_request_error',
  code: 'payment_intent_authentication_failure',
  declineCode: 'authentication_required',
  message:
    'We are unable to authenticate your payment method. Please choose a different payment method and try again.',
};

/** Tries to take the money from a card, which decides what becomes of it. */
export function confirmIntent(scene: Scene, attempt: Attempt): AttemptOutcome {
  const { method } = attempt;
  const intent = paymentIntents.replace(scene.store, { ...attempt.intent, payment_method: method.id });
  if (attempt.fails) return decline(scene, { intent, method }, { type: 'card_error', ...DECLINED });
  const { behaviour } = testCardOf(instrumentOf(method));
  switch (behaviour.outcome) {
    case 'pays':
      return take(scene, { intent, method, aftermath: behaviour.aftermath ?? {} });
    case 'declined':
      return decline(scene, { intent, method }, { type: 'card_error', ...behaviour.decline });
    case 'needs authentication':
      return attempt.authenticated || (!behaviour.eachTime && isSetUp(scene, method))
        ? take(scene, { intent, method, aftermath: {} })
        : ask(scene, intent, attempt.question);
  }
}

function isSetUp(scene: Scene, { id }: StoredPaymentMethod): boolean {
  return methodNotes.read(scene.store, id)?.setUp ?? false;
}

/** The buyer answered the bank's question for the card that was tried last. */
export function authenticateIntent(
  scene: Scene,
  intent: StoredPaymentIntent,
  passed: boolean,
): AttemptOutcome | undefined {
  if (intent.status !== 'requires_action' || intent.payment_method === null) return undefined;
  const method = paymentMethods.find(scene.store, intent.payment_method);
  if (!method) return undefined;
  if (passed) return take(scene, { intent, method, aftermath: {} });
  const failed = fail(scene, intent, { failure: AUTHENTICATION_FAILURE, charge: null });
  return { outcome: 'failed', intent: failed, failure: AUTHENTICATION_FAILURE };
}

interface Subject {
  intent: StoredPaymentIntent;
  method: StoredPaymentMethod;
}

function take(
  scene: Scene,
  { intent, method, aftermath }: Subject & { aftermath: Aftermath },
): AttemptOutcome {
  const charge = insertCharge(scene, {
    intent,
    instrument: instrumentOf(method),
    billing: billingOf(method),
  });
  const succeeded = succeed(scene, intent, charge);
  if (intent.setup_future_usage === 'off_session') methodNotes.write(scene.store, method.id, { setUp: true });
  if (intent.setup_future_usage !== null && intent.customer !== null)
    attachMethod(scene, method, intent.customer);
  prepareAftermath(scene, charge.id, aftermath);
  return { outcome: 'succeeded', intent: succeeded };
}

/** The bank disputes as soon as the payment is through, as in Stripe's test mode. */
function prepareAftermath(scene: Scene, charge: string, { refunds, dispute }: Aftermath): void {
  if (refunds) refundCourses.write(scene.store, charge, { course: refunds });
  if (!dispute) return;
  disputesToCome.write(scene.store, charge, dispute);
  schedule(scene, { kind: 'disputeOpens', subject: charge, dueAtSeconds: scene.nowSeconds() });
}

function decline(scene: Scene, { intent, method }: Subject, failure: Failure): AttemptOutcome {
  const charge = insertCharge(scene, {
    intent,
    instrument: instrumentOf(method),
    billing: billingOf(method),
  });
  return { outcome: 'failed', intent: fail(scene, intent, { failure, charge }), failure };
}

function ask(
  scene: Scene,
  intent: StoredPaymentIntent,
  { url, returnUrl }: Attempt['question'],
): AttemptOutcome {
  const asked = paymentIntents.replace(scene.store, {
    ...intent,
    next_action: { type: 'redirect_to_url', redirect_to_url: { return_url: returnUrl, url } },
    status: 'requires_action',
  });
  emit(scene, 'payment_intent.requires_action', { object: asked });
  return { outcome: 'needs authentication', intent: asked };
}

function billingOf({ billing_details }: StoredPaymentMethod) {
  const { address, email, name, phone } = billing_details;
  return { address, email, name, phone, tax_id: null };
}
