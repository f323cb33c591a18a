import { fullAmount } from '../billing/money.ts';
import { boundary, DAY_SECONDS } from '../billing/periods.ts';
import { total } from '../checkout/amounts.ts';
import type { Discount } from '../checkout/discounts.ts';
import { requestedDiscount } from '../checkout/discounts.ts';
import { invalidRequest } from '../errors.ts';
import { existing, listRoute, type Resource, referenced, retrieveRoute } from '../http/resource.ts';
import { route } from '../http/route.ts';
import { customerDefault } from '../invoices/attempt-invoice.ts';
import { customers, type StoredCustomer } from '../objects/customer.ts';
import type { StoredPrice } from '../objects/price.ts';
import { isOver, type StoredSubscription, subscriptions } from '../objects/subscription.ts';
import { choice, flag, notSimulated, required, text } from '../parameters/checks.ts';
import { mergedMetadata } from '../parameters/metadata.ts';
import { timeRange } from '../parameters/range.ts';
import { shape, type Values } from '../parameters/shape.ts';
import { ownMethod } from '../payments/attach.ts';
import type { Condition } from '../store/collection.ts';
import { equals, isOneOf, isWithin } from '../store/conditions.ts';
import { cancelSubscription } from '../subscriptions/cancel-subscription.ts';
import { changeFromRequest } from '../subscriptions/change-request.ts';
import { createSubscription, intervalOf } from '../subscriptions/create-subscription.ts';
import { pauseSubscription, resumeSubscription } from '../subscriptions/pause-subscription.ts';
import {
  cancellationDetails,
  createParameters,
  updateParameters,
} from '../subscriptions/subscription-parameters.ts';
import { trialSettingsOf } from '../subscriptions/trial-settings.ts';
import { checkItems, recurringPrice } from '../subscriptions/update-items.ts';
import type { Scene } from '../world.ts';

type CreateValues = Values<typeof createParameters>;

const create = route({
  method: 'POST',
  path: '/v1/subscriptions',
  parameters: createParameters,
  handle({ scene, values }) {
    const customer = referenced(scene, customers, { id: values.customer, param: 'customer' });
    const items = values.items.map((item, index) => ({
      price: recurringPrice(scene, { id: item.price, param: `items[${index}][price]` }),
      quantity: item.quantity ?? 1,
      metadata: mergedMetadata({}, item.metadata),
    }));
    checkItems(items);
    const behavior = values.payment_behavior ?? 'allow_incomplete';
    const trialEnd = trialEndOf(scene, values);
    const fields = shownFields(scene, values, { items, trialEnd });
    const method = fields.default_payment_method ?? customerDefault(scene, customer.id);
    if (method === null && trialEnd === null && behavior !== 'default_incomplete') refuseMissing(items);
    const discounts = requestedDiscounts(scene, values, { customer, items });
    return createSubscription(scene, {
      customer,
      items,
      trialEnd,
      discounts,
      session: null,
      behavior,
      fields,
    });
  },
});

function refuseMissing(items: { price: StoredPrice; quantity: number }[]): void {
  if (total(items.map(fullAmount)) === 0) return;
  const message =
    'This customer has no attached payment source or default payment method. Please consider adding a default payment method.';
  throw invalidRequest(message, { code: 'resource_missing' });
}

function trialEndOf(scene: Scene, { trial_end, trial_period_days }: CreateValues): number | null {
  if (trial_end !== undefined && trial_period_days !== undefined) {
    throw invalidRequest('You may only specify one of these parameters: trial_end, trial_period_days.', {
      param: 'trial_end',
    });
  }
  const now = scene.nowSeconds();
  if (trial_period_days) return now + trial_period_days * DAY_SECONDS;
  if (trial_end === undefined || trial_end === 'now') return null;
  if (trial_end > now) return trial_end;
  throw invalidRequest('Invalid timestamp: must be an integer Unix timestamp in the future.', {
    code: 'parameter_invalid_integer',
    param: 'trial_end',
  });
}

interface Ordered {
  items: { price: StoredPrice; quantity: number; metadata: Record<string, string> }[];
  trialEnd: number | null;
}

function shownFields(
  scene: Scene,
  values: CreateValues,
  { items, trialEnd }: Ordered,
): Partial<StoredSubscription> {
  const { customer, default_payment_method: method, trial_settings } = values;
  const periodEnd = trialEnd ?? boundary(scene.nowSeconds(), intervalOf({ items }), 1);
  const named = values.cancel_at ?? (values.cancel_at_period_end ? 'min_period_end' : null);
  return {
    cancel_at: typeof named === 'string' ? periodEnd : named,
    cancel_at_period_end: values.cancel_at_period_end ?? false,
    canceled_at: named === null ? null : scene.nowSeconds(),
    default_payment_method:
      method === undefined
        ? null
        : ownMethod(scene, { id: method, customer, param: 'default_payment_method' }).id,
    description: values.description ?? null,
    metadata: mergedMetadata({}, values.metadata),
    payment_settings: {
      payment_method_options: null,
      payment_method_types: values.payment_settings?.payment_method_types ?? null,
      save_default_payment_method: values.payment_settings?.save_default_payment_method ?? 'off',
    },
    ...(trial_settings ? { trial_settings: trialSettingsOf(trial_settings) } : {}),
  };
}

function requestedDiscounts(
  scene: Scene,
  { discounts = [] }: Pick<CreateValues, 'discounts'>,
  { customer, items }: Pick<Ordered, 'items'> & { customer: StoredCustomer },
): Discount[] {
  const purchase = {
    currency: items[0]?.price.currency ?? 'usd',
    subtotal: total(items.map(fullAmount)),
    customer: customer.id,
  };
  return discounts.map((request) => requestedDiscount(scene, request, purchase));
}

const update = route({
  method: 'POST',
  path: '/v1/subscriptions/:id',
  parameters: updateParameters,
  handle: ({ scene, path, values }) =>
    changeFromRequest(scene, existing(scene, subscriptions, path.id), values),
});

const cancel = route({
  method: 'DELETE',
  path: '/v1/subscriptions/:id',
  parameters: { cancellation_details: cancellationDetails, invoice_now: flag(), prorate: flag() },
  handle({ scene, path, values }) {
    const subscription = existing(scene, subscriptions, path.id);
    // As at Stripe: what is over cannot be found by those who want to end it.
    if (isOver(subscription)) {
      throw invalidRequest(`No such subscription: ${subscription.id}`, {
        code: 'resource_missing',
        param: 'id',
      });
    }
    return cancelSubscription(scene, subscription, {
      invoiceNow: values.invoice_now ?? false,
      prorate: values.prorate ?? false,
      ...(values.cancellation_details ? { details: values.cancellation_details } : {}),
    });
  },
});

const pause = route({
  method: 'POST',
  path: '/v1/subscriptions/:id/pause',
  parameters: {
    bill_for: shape({
      unused_time_from: shape({ type: required(choice(['none', 'now'])) }),
      outstanding_usage_through: shape({ type: required(choice(['none', 'now'])) }),
    }),
    invoicing_behavior: choice(['invoice', 'pending_invoice_item']),
    type: choice(['subscription']),
  },
  handle: ({ scene, path, values }) =>
    pauseSubscription(scene, existing(scene, subscriptions, path.id), {
      creditsUnused: values.bill_for?.unused_time_from?.type !== 'none',
      invoicesNow: values.invoicing_behavior === 'invoice',
    }),
});

const resume = route({
  method: 'POST',
  path: '/v1/subscriptions/:id/resume',
  parameters: {
    billing_cycle_anchor: shape({ type: required(choice(['now'])) }),
    payment_behavior: choice(['resume_on_payment_attempt', 'resume_on_payment_success']),
    ...notSimulated(['proration_behavior', 'proration_date']),
  },
  handle: ({ scene, path, values }) =>
    resumeSubscription(
      scene,
      existing(scene, subscriptions, path.id),
      values.payment_behavior === 'resume_on_payment_success',
    ),
});

const removeDiscount = route({
  method: 'DELETE',
  path: '/v1/subscriptions/:id/discount',
  parameters: {},
  handle({ scene, path }) {
    const subscription = existing(scene, subscriptions, path.id);
    changeFromRequest(scene, subscription, { discounts: [] });
    return { object: 'discount', deleted: true };
  },
});

const statuses = choice([
  'active',
  'all',
  'canceled',
  'ended',
  'incomplete',
  'incomplete_expired',
  'past_due',
  'paused',
  'trialing',
  'unpaid',
]);

const list = listRoute({
  path: '/v1/subscriptions',
  collection: subscriptions,
  filters: {
    created: timeRange(),
    current_period_end: timeRange(),
    current_period_start: timeRange(),
    customer: text(),
    price: text(),
    status: statuses,
    test_clock: text(),
    ...notSimulated(['automatic_tax', 'collection_method', 'customer_account', 'plan']),
  },
  conditions: ({
    created,
    current_period_end,
    current_period_start,
    customer,
    price,
    status,
    test_clock,
  }) => [
    ...isWithin('created', created),
    ...isWithin('items.data[0].current_period_end', current_period_end),
    ...isWithin('items.data[0].current_period_start', current_period_start),
    ...equals('customer', customer),
    ...hasPrice(price),
    ...equals('test_clock', test_clock),
    ...hasStatus(status),
  ],
});

function hasPrice(price: string | undefined): Condition[] {
  if (price === undefined) return [];
  const sql = `EXISTS (SELECT 1 FROM json_each(body, '$.items.data') AS item WHERE json_extract(item.value, '$.price.id') = ?)`;
  return [{ sql, values: [price] }];
}

/** Without a status Stripe lists all that are not canceled. */
function hasStatus(status: ReturnType<typeof statuses.read> | undefined): Condition[] {
  if (status === 'all') return [];
  if (status === 'ended') return isOneOf('status', ['canceled', 'incomplete_expired']);
  if (status !== undefined) return equals('status', status);
  return [{ sql: `json_extract(body, '$.status') <> 'canceled'`, values: [] }];
}

export const subscriptionResource: Resource = {
  routes: [
    create,
    list,
    pause,
    resume,
    removeDiscount,
    retrieveRoute('/v1/subscriptions/:id', subscriptions),
    update,
    cancel,
  ],
};
