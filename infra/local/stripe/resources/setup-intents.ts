import { invalidRequest, missingParameter, noSuch, StripeFailure } from '../errors.ts';
import { emit } from '../events.ts';
import { existing, listRoute, type Resource, referenced, retrieveRoute } from '../http/resource.ts';
import { route } from '../http/route.ts';
import { customers } from '../objects/customer.ts';
import { newSetupIntent, type StoredSetupIntent, setupIntents } from '../objects/setup-intent.ts';
import { choice, flag, listOf, notSimulated, text } from '../parameters/checks.ts';
import { mergedMetadata, metadata } from '../parameters/metadata.ts';
import { timeRange } from '../parameters/range.ts';
import { shape } from '../parameters/shape.ts';
import { webUrl } from '../parameters/web-url.ts';
import { questionOf } from '../payments/question.ts';
import { confirmSetup } from '../payments/set-up.ts';
import { namedMethod } from '../payments/test-methods.ts';
import { equals, isWithin } from '../store/conditions.ts';
import { followSetup } from '../subscriptions/follow-intent.ts';
import type { Scene } from '../world.ts';

const shared = {
  customer: text(),
  description: text(),
  metadata: metadata(),
  payment_method: text(),
  ...notSimulated(['customer_account', 'excluded_payment_method_types', 'flow_directions']),
  ...notSimulated(['payment_method_configuration', 'payment_method_data', 'payment_method_options']),
};

const confirmation = { return_url: webUrl() };

/** A front end's part of automatic payment methods, which makes no difference here. */
export const automaticMethods = shape({ enabled: flag(), allow_redirects: choice(['always', 'never']) });

const create = route({
  method: 'POST',
  path: '/v1/setup_intents',
  parameters: {
    ...shared,
    ...confirmation,
    automatic_payment_methods: automaticMethods,
    confirm: flag(),
    allowed_payment_method_types: listOf(choice(['card'])),
    usage: choice(['off_session', 'on_session']),
    ...notSimulated(['attach_to_self', 'confirmation_token', 'mandate_data', 'on_behalf_of', 'single_use']),
  },
  handle({ scene, values }) {
    const { customer, payment_method } = values;
    if (customer !== undefined) referenced(scene, customers, { id: customer, param: 'customer' });
    const intent = newSetupIntent(scene, {
      customer: customer ?? null,
      description: values.description ?? null,
      metadata: mergedMetadata({}, values.metadata),
      payment_method: payment_method === undefined ? null : methodNamed(scene, payment_method).id,
      usage: values.usage ?? 'off_session',
    });
    const status = intent.payment_method === null ? intent.status : 'requires_confirmation';
    const created = setupIntents.insert(scene.store, { ...intent, status });
    emit(scene, 'setup_intent.created', { object: created });
    return values.confirm ? confirmed(scene, created, values) : created;
  },
});

function methodNamed(scene: Scene, id: string) {
  const method = namedMethod(scene, id);
  if (method) return method;
  throw noSuch('PaymentMethod', id, { param: 'payment_method', status: 400 });
}

function confirmed(
  scene: Scene,
  intent: StoredSetupIntent,
  values: { payment_method?: string; return_url?: string },
): StoredSetupIntent | StripeFailure {
  if (!['requires_payment_method', 'requires_confirmation', 'requires_action'].includes(intent.status)) {
    const message = `You cannot confirm this SetupIntent because it has a status of ${intent.status}.`;
    throw invalidRequest(message, { code: 'setup_intent_unexpected_state' });
  }
  const id = values.payment_method ?? intent.payment_method;
  if (id === null) throw missingParameter('payment_method');
  const question = questionOf(scene, intent, values.return_url);
  const method = methodNamed(scene, id);
  const result = followSetup(scene, confirmSetup(scene, { intent, method, question }));
  if (result.outcome !== 'failed') return result.intent;
  const { code = 'card_declined', decline_code, message } = result.error;
  return new StripeFailure(402, {
    type: 'card_error',
    code,
    ...(decline_code === undefined ? {} : { decline_code }),
    message,
    setup_intent: result.intent,
  });
}

const confirm = route({
  method: 'POST',
  path: '/v1/setup_intents/:id/confirm',
  parameters: {
    ...confirmation,
    payment_method: text(),
    ...notSimulated(['confirmation_token', 'mandate_data', 'payment_method_data', 'use_stripe_sdk']),
  },
  handle: ({ scene, path, values }) => confirmed(scene, existing(scene, setupIntents, path.id), values),
});

const update = route({
  method: 'POST',
  path: '/v1/setup_intents/:id',
  parameters: shared,
  handle({ scene, path, values }) {
    const intent = existing(scene, setupIntents, path.id);
    return setupIntents.replace(scene.store, {
      ...intent,
      customer: values.customer ?? intent.customer,
      description: values.description ?? intent.description,
      metadata: mergedMetadata(intent.metadata ?? {}, values.metadata),
      payment_method: values.payment_method ?? intent.payment_method,
    });
  },
});

const cancel = route({
  method: 'POST',
  path: '/v1/setup_intents/:id/cancel',
  parameters: { cancellation_reason: choice(['abandoned', 'duplicate', 'requested_by_customer']) },
  handle({ scene, path, values }) {
    const intent = existing(scene, setupIntents, path.id);
    if (['succeeded', 'canceled'].includes(intent.status)) {
      const message = `You cannot cancel this SetupIntent because it has a status of ${intent.status}.`;
      throw invalidRequest(message, { code: 'setup_intent_unexpected_state' });
    }
    const canceled = setupIntents.replace(scene.store, {
      ...intent,
      cancellation_reason: values.cancellation_reason ?? null,
      next_action: null,
      status: 'canceled',
    });
    emit(scene, 'setup_intent.canceled', { object: canceled });
    return canceled;
  },
});

const list = listRoute({
  path: '/v1/setup_intents',
  collection: setupIntents,
  filters: {
    created: timeRange(),
    customer: text(),
    payment_method: text(),
    ...notSimulated(['attach_to_self', 'customer_account']),
  },
  conditions: ({ created, customer, payment_method }) => [
    ...isWithin('created', created),
    ...equals('customer', customer),
    ...equals('payment_method', payment_method),
  ],
});

export const setupIntentResource: Resource = {
  routes: [create, list, confirm, cancel, retrieveRoute('/v1/setup_intents/:id', setupIntents), update],
};
