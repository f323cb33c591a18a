import { testCardOf } from '../checkout/cards.ts';
import { emit } from '../events.ts';
import {
  instrumentOf,
  methodNotes,
  paymentMethods,
  type StoredPaymentMethod,
} from '../objects/payment-method.ts';
import { type StoredSetupIntent, setupIntents } from '../objects/setup-intent.ts';
import type { Scene } from '../world.ts';
import { attachMethod } from './attach.ts';

type SetupError = NonNullable<StoredSetupIntent['last_setup_error']>;

export type SetupOutcome =
  | { outcome: 'succeeded'; intent: StoredSetupIntent }
  | { outcome: 'needs authentication'; intent: StoredSetupIntent }
  | { outcome: 'failed'; intent: StoredSetupIntent; error: SetupError & { message: string } };

interface SetupAttempt {
  intent: StoredSetupIntent;
  method: StoredPaymentMethod;
  question: { url: string; returnUrl: string | null };
}

const AUTHENTICATION_FAILURE = {
  type: 'invalid_request_error',
  code: 'setup_intent_authentication_failure',
  message: 'The latest attempt to set up the payment method has failed because authentication failed.',
} satisfies SetupError;

/** Saves a card for later without taking money. */
export function confirmSetup(scene: Scene, { intent, method, question }: SetupAttempt): SetupOutcome {
  const { behaviour } = testCardOf(instrumentOf(method));
  const withMethod = setupIntents.replace(scene.store, { ...intent, payment_method: method.id });
  if (behaviour.outcome === 'needs authentication') return ask(scene, withMethod, question);
  if (behaviour.outcome === 'pays' || behaviour.canBeSaved) return finish(scene, withMethod, method);
  const { code, declineCode, message } = behaviour.decline;
  const error = { type: 'card_error', code, decline_code: declineCode, message } as const;
  return refuse(scene, withMethod, error);
}

export function authenticateSetup(
  scene: Scene,
  intent: StoredSetupIntent,
  passed: boolean,
): SetupOutcome | undefined {
  if (intent.status !== 'requires_action' || intent.payment_method === null) return undefined;
  const method = paymentMethods.find(scene.store, intent.payment_method);
  if (!method) return undefined;
  return passed ? finish(scene, intent, method) : refuse(scene, intent, AUTHENTICATION_FAILURE);
}

function finish(scene: Scene, intent: StoredSetupIntent, method: StoredPaymentMethod): SetupOutcome {
  methodNotes.write(scene.store, method.id, { setUp: true });
  if (intent.customer !== null) attachMethod(scene, method, intent.customer);
  const succeeded = setupIntents.replace(scene.store, {
    ...intent,
    last_setup_error: null,
    next_action: null,
    status: 'succeeded',
  });
  emit(scene, 'setup_intent.succeeded', { object: succeeded });
  return { outcome: 'succeeded', intent: succeeded };
}

function refuse(
  scene: Scene,
  intent: StoredSetupIntent,
  error: SetupError & { message: string },
): SetupOutcome {
  const failed = setupIntents.replace(scene.store, {
    ...intent,
    last_setup_error: error,
    next_action: null,
    payment_method: null,
    status: 'requires_payment_method',
  });
  emit(scene, 'setup_intent.setup_failed', { object: failed });
  return { outcome: 'failed', intent: failed, error };
}

function ask(
  scene: Scene,
  intent: StoredSetupIntent,
  { url, returnUrl }: SetupAttempt['question'],
): SetupOutcome {
  const asked = setupIntents.replace(scene.store, {
    ...intent,
    next_action: { type: 'redirect_to_url', redirect_to_url: { return_url: returnUrl, url } },
    status: 'requires_action',
  });
  emit(scene, 'setup_intent.requires_action', { object: asked });
  return { outcome: 'needs authentication', intent: asked };
}
