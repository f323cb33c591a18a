import { invalidRequest } from '../errors.ts';
import { existing, listRoute, type Resource, retrieveRoute } from '../http/resource.ts';
import { route } from '../http/route.ts';
import { isOver, subscriptions } from '../objects/subscription.ts';
import { choice, flag, notSimulated, required, text } from '../parameters/checks.ts';
import { timeRange } from '../parameters/range.ts';
import { shape } from '../parameters/shape.ts';
import type { Condition } from '../store/collection.ts';
import { equals, isOneOf, isWithin } from '../store/conditions.ts';
import { cancelSubscription } from '../subscriptions/cancel-subscription.ts';
import { changeFromRequest } from '../subscriptions/change-request.ts';
import { createFromRequest } from '../subscriptions/create-request.ts';
import { pauseSubscription, resumeSubscription } from '../subscriptions/pause-subscription.ts';
import {
  cancellationDetails,
  createParameters,
  updateParameters,
} from '../subscriptions/subscription-parameters.ts';

const create = route({
  method: 'POST',
  path: '/v1/subscriptions',
  parameters: createParameters,
  handle: ({ scene, values }) => createFromRequest(scene, values),
});

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
