import type Stripe from 'stripe';
import { invalidRequest } from '../errors.ts';
import { emit, emitUpdate } from '../events.ts';
import { existing, listRoute, type Resource, referenced, retrieveRoute } from '../http/resource.ts';
import { route } from '../http/route.ts';
import {
  newPortalConfiguration,
  noFeatures,
  portalConfigurations,
  type StoredPortalConfiguration,
} from '../objects/portal-configuration.ts';
import { prices } from '../objects/price.ts';
import { products } from '../objects/product.ts';
import { clearable, flag, notSimulated, required, text } from '../parameters/checks.ts';
import { mergedMetadata, metadata } from '../parameters/metadata.ts';
import { type PortalFeatures, portalFeatures } from '../parameters/portal-features.ts';
import { webUrl } from '../parameters/web-url.ts';
import { equals } from '../store/conditions.ts';
import type { Scene } from '../world.ts';

const MAXIMUM_PRODUCTS = 10;

type Features = StoredPortalConfiguration['features'];
type SubscriptionUpdate = Features['subscription_update'];

const shared = {
  default_return_url: clearable(webUrl()),
  metadata: metadata(),
  name: clearable(text()),
  ...notSimulated(['business_profile', 'login_page']),
};

function mergedFeatures(scene: Scene, before: Features, given: PortalFeatures = {}): Features {
  const { cancellation_reason: reason, ...cancel } = given.subscription_cancel ?? {};
  const features = {
    ...before,
    customer_update: { ...before.customer_update, ...given.customer_update },
    invoice_history: { ...before.invoice_history, ...given.invoice_history },
    payment_method_update: { ...before.payment_method_update, ...given.payment_method_update },
    subscription_cancel: {
      ...before.subscription_cancel,
      ...cancel,
      cancellation_reason: { ...before.subscription_cancel.cancellation_reason, ...reason },
    },
    subscription_update: mergedUpdate(before.subscription_update, given.subscription_update),
  };
  checkProducts(scene, features.subscription_update);
  return features;
}

function mergedUpdate(
  before: SubscriptionUpdate,
  given: PortalFeatures['subscription_update'],
): SubscriptionUpdate {
  const { products, schedule_at_period_end: schedule, ...plain } = given ?? {};
  const unadjustable = { adjustable_quantity: { enabled: false, maximum: null, minimum: 1 } };
  return {
    ...before,
    ...plain,
    products: products?.map((product) => ({ ...unadjustable, ...product })) ?? before.products,
    schedule_at_period_end: { ...before.schedule_at_period_end, ...schedule },
  };
}

function checkProducts(scene: Scene, { enabled, products: offered, ...update }: SubscriptionUpdate): void {
  const param = 'features[subscription_update][products]';
  if (enabled && (!offered?.length || update.default_allowed_updates.length === 0)) {
    const message = 'Updating subscriptions needs `default_allowed_updates` and `products`.';
    throw invalidRequest(message, { code: 'parameter_missing', param });
  }
  if ((offered?.length ?? 0) > MAXIMUM_PRODUCTS) {
    throw invalidRequest(`You may offer at most ${MAXIMUM_PRODUCTS} products.`, { param });
  }
  for (const [index, { product, prices: ids }] of (offered ?? []).entries())
    checkPrices(scene, { product, ids, param: `${param}[${index}]` });
}

function checkPrices(
  scene: Scene,
  { product, ids, param }: { product: string; ids: string[]; param: string },
): void {
  referenced(scene, products, { id: product, param: `${param}[product]` });
  const offered = ids.map((id) => referenced(scene, prices, { id, param: `${param}[prices]` }));
  const strange = offered.find((price) => price.product !== product || !price.active || !price.recurring);
  if (strange) {
    const message = `The price ${strange.id} is not an active recurring price of the product ${product}.`;
    throw invalidRequest(message, { param: `${param}[prices]` });
  }
  if (new Set(offered.map(({ recurring }) => recurring?.interval)).size < offered.length) {
    throw invalidRequest(`The prices of ${product} must differ in their billing intervals.`, { param });
  }
}

const create = route({
  method: 'POST',
  path: '/v1/billing_portal/configurations',
  parameters: { ...shared, features: required(portalFeatures) },
  handle({ scene, values: { features, ...fields } }) {
    const configuration = newPortalConfiguration(scene, {
      ...fields,
      features: mergedFeatures(scene, noFeatures, features),
      metadata: mergedMetadata({}, fields.metadata),
    });
    portalConfigurations.insert(scene.store, configuration);
    emit(scene, 'billing_portal.configuration.created', { object: configuration });
    return configuration satisfies Stripe.BillingPortal.Configuration;
  },
});

const update = route({
  method: 'POST',
  path: '/v1/billing_portal/configurations/:id',
  parameters: { ...shared, active: flag(), features: portalFeatures },
  handle({ scene, path, values: { features, ...fields } }) {
    const before = existing(scene, portalConfigurations, path.id);
    const after = {
      ...before,
      ...fields,
      features: mergedFeatures(scene, before.features, features),
      metadata: mergedMetadata(before.metadata, fields.metadata),
      updated: scene.nowSeconds(),
    };
    portalConfigurations.replace(scene.store, after);
    emitUpdate(scene, 'billing_portal.configuration.updated', { before, after });
    return after;
  },
});

const list = listRoute({
  path: '/v1/billing_portal/configurations',
  collection: portalConfigurations,
  filters: { active: flag(), is_default: flag() },
  conditions: ({ active, is_default }) => [...equals('active', active), ...equals('is_default', is_default)],
});

export const portalConfigurationResource: Resource = {
  routes: [
    create,
    list,
    retrieveRoute('/v1/billing_portal/configurations/:id', portalConfigurations),
    update,
  ],
};
