import { total } from '../checkout/amounts.ts';
import { detailsOf } from '../checkout/buyer.ts';
import { createSession } from '../checkout/create-session.ts';
import { type Discount, requestedDiscount } from '../checkout/discounts.ts';
import { expireOpenSession } from '../checkout/expire.ts';
import { type RequestedLine, requestedLines } from '../checkout/line-item-parameters.ts';
import { invalidRequest, notSimulatedYet } from '../errors.ts';
import { listPage, pagination } from '../http/lists.ts';
import { existing, listRoute, type Resource, referenced, retrieveRoute } from '../http/resource.ts';
import { route } from '../http/route.ts';
import { type SessionNote, type StoredSession, sessions } from '../objects/checkout-session.ts';
import { customers, type StoredCustomer } from '../objects/customer.ts';
import { lineItems } from '../objects/line-item.ts';
import { choice, notSimulated, text } from '../parameters/checks.ts';
import { mergedMetadata, metadata } from '../parameters/metadata.ts';
import { timeRange } from '../parameters/range.ts';
import { shape, type Values } from '../parameters/shape.ts';
import { equals, hasParent, isWithin } from '../store/conditions.ts';
import { checkItems } from '../subscriptions/update-items.ts';
import type { Scene } from '../world.ts';
import {
  creationOf,
  methodTypes,
  refuseOtherMode,
  subscriptionNote,
  subscriptionOnly,
  trialOf,
} from './checkout-session-modes.ts';
import { createSessionParameters } from './checkout-session-parameters.ts';

const EXPIRES = { earliestSeconds: 30 * 60, latestSeconds: 24 * 3600 };

type CreateValues = Values<typeof createSessionParameters>;

const create = route({
  method: 'POST',
  path: '/v1/checkout/sessions',
  parameters: createSessionParameters,
  handle({ scene, values }) {
    refuseCombinations(values);
    const customer = customerOf(scene, values.customer);
    const mode = values.mode === 'subscription' ? 'subscription' : 'payment';
    const lines = requestedLines(scene, values.line_items ?? [], mode);
    if (mode === 'subscription') checkItems(lines);
    return createSession(scene, {
      lines,
      isTrial: trialOf(values) !== undefined,
      discount: discountOf(scene, values, lines),
      fields: { ...shownFields(scene, values), ...buyerFields(customer, values.customer_email) },
      note: noteOf(values),
    });
  },
});

function refuseCombinations({ mode, ui_mode = 'hosted_page', ...values }: CreateValues): void {
  if (mode === 'setup') throw notSimulatedYet(`the checkout mode ${mode}`, 'mode');
  refuseOtherMode(mode, values);
  if (ui_mode !== 'hosted_page') throw notSimulatedYet(`the ui_mode ${ui_mode}`, 'ui_mode');
  refuseBoth(values, ['allow_promotion_codes', 'discounts']);
  refuseBoth(values, ['customer', 'customer_email']);
  refuseBoth(values, ['customer', 'customer_creation']);
  if ((values.discounts?.length ?? 0) > 1) {
    throw invalidRequest('You may only specify one discount.', { param: 'discounts' });
  }
}

function refuseBoth(
  values: Partial<CreateValues>,
  [one, other]: [keyof CreateValues, keyof CreateValues],
): void {
  if (values[one] === undefined || values[other] === undefined) return;
  throw invalidRequest(`You may only specify one of these parameters: ${one}, ${other}.`, { param: one });
}

function customerOf(scene: Scene, id: string | undefined): StoredCustomer | undefined {
  return id === undefined ? undefined : referenced(scene, customers, { id, param: 'customer' });
}

function discountOf(scene: Scene, values: CreateValues, lines: RequestedLine[]): Discount | undefined {
  const [request] = values.discounts ?? [];
  const [line] = lines;
  if (!request || !line) return undefined;
  const subtotal = total(lines.map(({ price, quantity }) => price.unit_amount * quantity));
  return requestedDiscount(scene, request, {
    currency: line.price.currency,
    subtotal,
    customer: values.customer ?? null,
  });
}

function shownFields(
  scene: Scene,
  values: CreateValues,
): Partial<StoredSession> & Pick<StoredSession, 'success_url' | 'expires_at'> {
  return {
    allow_promotion_codes: values.allow_promotion_codes ?? null,
    allowed_payment_method_types: values.allowed_payment_method_types ?? null,
    billing_address_collection: values.billing_address_collection ?? null,
    cancel_url: values.cancel_url ?? null,
    client_reference_id: values.client_reference_id ?? null,
    customer_creation: values.customer ? null : creationOf(values),
    expires_at: expiryOf(scene, values.expires_at),
    integration_identifier: values.integration_identifier ?? null,
    locale: values.locale ?? null,
    metadata: mergedMetadata({}, values.metadata),
    origin_context: values.origin_context ?? null,
    mode: values.mode,
    ...(values.mode === 'subscription' ? subscriptionOnly : {}),
    payment_method_collection:
      values.payment_method_collection ?? (values.mode === 'subscription' ? 'always' : 'if_required'),
    payment_method_types: methodTypes(values),
    submit_type: values.submit_type ?? null,
    success_url: values.success_url,
  };
}

function buyerFields(
  customer: StoredCustomer | undefined,
  customer_email: string | undefined,
): Partial<StoredSession> {
  const email = customer?.email ?? customer_email ?? null;
  return {
    customer: customer?.id ?? null,
    customer_details: email === null ? null : detailsOf({ email, name: customer?.name ?? null }),
    customer_email: customer_email ?? null,
  };
}

function noteOf({ mode, payment_intent_data, subscription_data }: CreateValues): SessionNote {
  const { description, metadata, receipt_email } = payment_intent_data ?? {};
  return {
    paymentIntent: {
      metadata: mergedMetadata({}, metadata),
      description: description ?? null,
      receiptEmail: receipt_email ?? null,
    },
    ...(mode === 'subscription' ? { subscription: subscriptionNote(subscription_data ?? {}) } : {}),
  };
}

function expiryOf(scene: Scene, asked: number | undefined): number {
  const now = scene.nowSeconds();
  if (asked === undefined) return now + EXPIRES.latestSeconds;
  if (asked < now + EXPIRES.earliestSeconds) {
    const message = 'The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation.';
    throw invalidRequest(message, { param: 'expires_at' });
  }
  if (asked <= now + EXPIRES.latestSeconds) return asked;
  const message = 'The `expires_at` timestamp must be less than 24 hours from Checkout Session creation.';
  throw invalidRequest(message, { param: 'expires_at' });
}

const update = route({
  method: 'POST',
  path: '/v1/checkout/sessions/:id',
  parameters: {
    metadata: metadata(),
    ...notSimulated(['collected_information', 'line_items', 'payment_intent_data', 'shipping_options']),
  },
  handle({ scene, path, values }) {
    const session = existing(scene, sessions, path.id);
    return sessions.replace(scene.store, {
      ...session,
      metadata: mergedMetadata(session.metadata ?? {}, values.metadata),
    });
  },
});

const expire = route({
  method: 'POST',
  path: '/v1/checkout/sessions/:id/expire',
  parameters: {},
  handle({ scene, path }) {
    const session = existing(scene, sessions, path.id);
    if (session.status === 'open') return expireOpenSession(scene, session);
    const message = `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of \`${session.status}\`.`;
    throw invalidRequest(message);
  },
});

function lineItemsPage(scene: Scene, id: string, page: Values<typeof pagination>) {
  const url = `/v1/checkout/sessions/${id}/line_items`;
  return listPage(scene, {
    collection: lineItems,
    url,
    conditions: [hasParent(id)],
    page,
    order: 'oldest first',
  });
}

const listLineItems = route({
  method: 'GET',
  path: '/v1/checkout/sessions/:id/line_items',
  parameters: pagination,
  handle: ({ scene, path, values }) => lineItemsPage(scene, existing(scene, sessions, path.id).id, values),
});

const list = listRoute({
  path: '/v1/checkout/sessions',
  collection: sessions,
  filters: {
    created: timeRange(),
    customer: text(),
    customer_details: shape({ email: text() }),
    payment_intent: text(),
    status: choice(['complete', 'expired', 'open']),
    subscription: text(),
    ...notSimulated(['customer_account', 'payment_link']),
  },
  conditions: ({ created, customer, customer_details, payment_intent, status, subscription }) => [
    ...isWithin('created', created),
    ...equals('customer', customer),
    ...equals('customer_details.email', customer_details?.email),
    ...equals('payment_intent', payment_intent),
    ...equals('status', status),
    ...equals('subscription', subscription),
  ],
});

export const checkoutSessionResource: Resource = {
  routes: [create, list, listLineItems, expire, retrieveRoute('/v1/checkout/sessions/:id', sessions), update],
  includable: { 'checkout.session.line_items': (scene, id) => lineItemsPage(scene, id, {}) },
};
