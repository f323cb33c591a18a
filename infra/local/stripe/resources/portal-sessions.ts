import { invalidRequest } from '../errors.ts';
import { emit } from '../events.ts';
import { type Resource, referenced } from '../http/resource.ts';
import { route } from '../http/route.ts';
import { customers } from '../objects/customer.ts';
import { portalConfigurations, type StoredPortalConfiguration } from '../objects/portal-configuration.ts';
import {
  newPortalSession,
  portalSessions,
  portalUses,
  type StoredPortalSession,
} from '../objects/portal-session.ts';
import { isOver, subscriptions } from '../objects/subscription.ts';
import { choice, integer, listOf, notSimulated, required, text } from '../parameters/checks.ts';
import { shape, type Values } from '../parameters/shape.ts';
import { webUrl } from '../parameters/web-url.ts';
import { equals } from '../store/conditions.ts';
import type { Scene } from '../world.ts';

const ofSubscription = shape({ subscription: required(text()), ...notSimulated(['retention']) });

const flowData = shape({
  type: required(
    choice([
      'payment_method_update',
      'subscription_cancel',
      'subscription_update',
      'subscription_update_confirm',
    ]),
  ),
  after_completion: shape({
    type: required(choice(['hosted_confirmation', 'portal_homepage', 'redirect'])),
    redirect: shape({ return_url: required(webUrl()) }),
    hosted_confirmation: shape({ custom_message: text() }),
  }),
  subscription_cancel: ofSubscription,
  subscription_update: ofSubscription,
  subscription_update_confirm: shape({
    subscription: required(text()),
    items: required(
      listOf(shape({ id: required(text()), price: text(), quantity: integer({ minimum: 1 }) })),
    ),
    ...notSimulated(['discounts']),
  }),
  ...notSimulated(['customer_update', 'subscription_pause']),
});

type FlowData = ReturnType<typeof flowData.read>;
type Flow = NonNullable<StoredPortalSession['flow']>;

const parameters = {
  configuration: text(),
  customer: required(text()),
  flow_data: flowData,
  return_url: webUrl(),
  ...notSimulated(['after_expiration', 'customer_account', 'locale', 'on_behalf_of']),
};

const create = route({
  method: 'POST',
  path: '/v1/billing_portal/sessions',
  parameters,
  handle({ scene, values }) {
    const customer = referenced(scene, customers, { id: values.customer, param: 'customer' });
    const configuration = configurationOf(scene, values);
    const session = newPortalSession(scene, {
      configuration: configuration.id,
      customer: customer.id,
      flow: values.flow_data ? flowOf(scene, customer.id, values.flow_data) : null,
      return_url: values.return_url ?? configuration.default_return_url,
    });
    portalSessions.insert(scene.store, session);
    portalUses.write(scene.store, session.id, { lastUsedSeconds: scene.nowSeconds() });
    emit(scene, 'billing_portal.session.created', { object: session });
    return session;
  },
});

function configurationOf(
  scene: Scene,
  { configuration: id }: Values<typeof parameters>,
): StoredPortalConfiguration {
  if (id !== undefined) return referenced(scene, portalConfigurations, { id, param: 'configuration' });
  const usual = portalConfigurations.first(scene.store, equals('is_default', true));
  if (usual) return usual;
  const message =
    'No configuration provided and your test mode default configuration has not been created. Provide a configuration or create your default by saving your customer portal settings in test mode.';
  throw invalidRequest(message);
}

/** A link to one thing only. What it is about has to be this customer's, and not over. */
function flowOf(scene: Scene, customer: string, data: FlowData): Flow {
  const { type, after_completion: after } = data;
  if (type !== 'payment_method_update') checkSubject(scene, customer, data);
  return {
    after_completion: {
      hosted_confirmation: after?.hosted_confirmation
        ? { custom_message: after.hosted_confirmation.custom_message ?? null }
        : null,
      redirect: after?.redirect ?? null,
      type: after?.type ?? 'portal_homepage',
    },
    customer_update: null,
    subscription_cancel: data.subscription_cancel
      ? { retention: null, subscription: data.subscription_cancel.subscription }
      : null,
    subscription_pause: null,
    subscription_update: data.subscription_update ?? null,
    subscription_update_confirm: data.subscription_update_confirm
      ? {
          discounts: null,
          items: data.subscription_update_confirm.items.map(({ id, price, ...rest }) => ({
            id,
            price: price ?? null,
            ...rest,
          })),
          subscription: data.subscription_update_confirm.subscription,
        }
      : null,
    type,
  };
}

function checkSubject(scene: Scene, customer: string, data: FlowData): void {
  const name = data.type;
  if (name === 'payment_method_update') return;
  const id = data[name]?.subscription;
  const param = `flow_data[${name}][subscription]`;
  if (id === undefined)
    throw invalidRequest(`Missing required param: ${param}.`, { code: 'parameter_missing', param });
  const subscription = referenced(scene, subscriptions, { id, param });
  if (subscription.customer === customer && !isOver(subscription)) return;
  throw invalidRequest('This subscription cannot be changed in a portal of this customer.', { param });
}

export const portalSessionResource: Resource = { routes: [create] };
