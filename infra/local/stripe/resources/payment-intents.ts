import { invalidRequest, missingParameter, noSuch, StripeFailure } from '../errors.ts';
import { emit } from '../events.ts';
import { existing, listRoute, type Resource, referenced, retrieveRoute } from '../http/resource.ts';
import { route } from '../http/route.ts';
import { customers } from '../objects/customer.ts';
import { newPaymentIntent, paymentIntents, type StoredPaymentIntent } from '../objects/payment-intent.ts';
import { choice, flag, listOf, notSimulated, required, text } from '../parameters/checks.ts';
import { mergedMetadata, metadata } from '../parameters/metadata.ts';
import { amount, currency } from '../parameters/money.ts';
import { timeRange } from '../parameters/range.ts';
import { webUrl } from '../parameters/web-url.ts';
import { cancelIntent } from '../payments/cancel-intent.ts';
import { type AttemptOutcome, confirmIntent } from '../payments/confirm.ts';
import { questionOf } from '../payments/question.ts';
import { namedMethod } from '../payments/test-methods.ts';
import { equals, isWithin } from '../store/conditions.ts';
import { followIntent } from '../subscriptions/follow-intent.ts';
import type { Scene } from '../world.ts';
import { emailAddress } from './customers.ts';
import { automaticMethods } from './setup-intents.ts';

const shared = {
  customer: text(),
  description: text(),
  metadata: metadata(),
  payment_method: text(),
  receipt_email: emailAddress(),
  setup_future_usage: choice(['off_session', 'on_session']),
  ...notSimulated(['application_fee_amount', 'capture_method', 'customer_account', 'payment_details']),
  ...notSimulated(['payment_method_configuration', 'payment_method_data', 'payment_method_options']),
  ...notSimulated(['shipping', 'statement_descriptor', 'statement_descriptor_suffix', 'transfer_group']),
};

const confirmation = { off_session: flag(), return_url: webUrl() };

const create = route({
  method: 'POST',
  path: '/v1/payment_intents',
  parameters: {
    ...shared,
    ...confirmation,
    amount: required(amount({ minimum: 50 })),
    currency: required(currency()),
    automatic_payment_methods: automaticMethods,
    confirm: flag(),
    allowed_payment_method_types: listOf(choice(['card', 'us_bank_account'])),
    ...notSimulated(['confirmation_method', 'confirmation_token', 'error_on_requires_action', 'mandate']),
    ...notSimulated(['mandate_data', 'on_behalf_of', 'radar_options', 'transfer_data', 'use_stripe_sdk']),
  },
  handle({ scene, values }) {
    const { customer, payment_method } = values;
    if (customer !== undefined) referenced(scene, customers, { id: customer, param: 'customer' });
    const method = payment_method === undefined ? null : methodNamed(scene, payment_method);
    const intent = newPaymentIntent(scene, {
      amount: values.amount,
      currency: values.currency,
      customer: customer ?? null,
      description: values.description ?? null,
      metadata: mergedMetadata({}, values.metadata),
      payment_method: method?.id ?? null,
      allowed_payment_method_types: values.allowed_payment_method_types ?? null,
      payment_method_types: values.allowed_payment_method_types ?? ['card', 'us_bank_account'],
      receipt_email: values.receipt_email ?? null,
      setup_future_usage: values.setup_future_usage ?? null,
      status: method ? 'requires_confirmation' : 'requires_payment_method',
    });
    paymentIntents.insert(scene.store, intent);
    emit(scene, 'payment_intent.created', { object: intent });
    return values.confirm ? confirmed(scene, intent, values) : intent;
  },
});

function methodNamed(scene: Scene, id: string) {
  const method = namedMethod(scene, id);
  if (method) return method;
  throw noSuch('PaymentMethod', id, { param: 'payment_method', status: 400 });
}

interface Confirmation {
  payment_method?: string;
  return_url?: string;
  off_session?: boolean;
}

function confirmed(
  scene: Scene,
  intent: StoredPaymentIntent,
  values: Confirmation,
): StoredPaymentIntent | StripeFailure {
  refuseUnexpectedState(intent);
  const id = intent.payment_method ?? values.payment_method;
  if (id === undefined) throw missingParameter('payment_method');
  const method = methodNamed(scene, values.payment_method ?? id);
  const question = questionOf(scene, intent, values.return_url);
  const result = followIntent(scene, confirmIntent(scene, { intent, method, question }));
  return answerOf(result, values.off_session ?? false);
}

function refuseUnexpectedState({ status }: StoredPaymentIntent): void {
  if (['requires_payment_method', 'requires_confirmation', 'requires_action'].includes(status)) return;
  const message = `You cannot confirm this PaymentIntent because it has a status of ${status}.`;
  throw invalidRequest(message, { code: 'payment_intent_unexpected_state' });
}

/** What has happened stays, though the answer is an error. Nobody is there to be asked when it is off session. */
function answerOf(result: AttemptOutcome, offSession: boolean): StoredPaymentIntent | StripeFailure {
  const { intent } = result;
  if (result.outcome === 'failed') {
    const { code, declineCode, message } = result.failure;
    return new StripeFailure(402, {
      type: 'card_error',
      code,
      decline_code: declineCode,
      message,
      payment_intent: intent,
    });
  }
  if (result.outcome === 'succeeded' || !offSession) return intent;
  return new StripeFailure(402, {
    type: 'card_error',
    code: 'authentication_required',
    decline_code: 'authentication_required',
    message: 'Your card was declined. This transaction requires authentication.',
    payment_intent: intent,
  });
}

const confirm = route({
  method: 'POST',
  path: '/v1/payment_intents/:id/confirm',
  parameters: {
    ...confirmation,
    payment_method: text(),
    ...notSimulated(['capture_method', 'confirmation_token', 'error_on_requires_action', 'mandate']),
    ...notSimulated(['mandate_data', 'payment_method_data', 'payment_method_options', 'use_stripe_sdk']),
  },
  handle: ({ scene, path, values }) => confirmed(scene, existing(scene, paymentIntents, path.id), values),
});

const update = route({
  method: 'POST',
  path: '/v1/payment_intents/:id',
  parameters: { ...shared, amount: amount({ minimum: 50 }) },
  handle({ scene, path, values }) {
    const intent = existing(scene, paymentIntents, path.id);
    if (values.amount !== undefined) refuseUnexpectedState(intent);
    return paymentIntents.replace(scene.store, {
      ...intent,
      amount: values.amount ?? intent.amount,
      customer: values.customer ?? intent.customer,
      description: values.description ?? intent.description,
      metadata: mergedMetadata(intent.metadata, values.metadata),
      payment_method: values.payment_method ?? intent.payment_method,
      receipt_email: values.receipt_email ?? intent.receipt_email,
      setup_future_usage: values.setup_future_usage ?? intent.setup_future_usage,
    });
  },
});

const cancel = route({
  method: 'POST',
  path: '/v1/payment_intents/:id/cancel',
  parameters: {
    cancellation_reason: choice(['abandoned', 'duplicate', 'fraudulent', 'requested_by_customer']),
  },
  handle({ scene, path, values }) {
    const intent = existing(scene, paymentIntents, path.id);
    refuseUnexpectedState(intent);
    return cancelIntent(scene, intent, values.cancellation_reason ?? null);
  },
});

const list = listRoute({
  path: '/v1/payment_intents',
  collection: paymentIntents,
  filters: { created: timeRange(), customer: text(), ...notSimulated(['customer_account']) },
  conditions: ({ created, customer }) => [...isWithin('created', created), ...equals('customer', customer)],
});

export const paymentIntentResource: Resource = {
  routes: [create, list, confirm, cancel, retrieveRoute('/v1/payment_intents/:id', paymentIntents), update],
};
