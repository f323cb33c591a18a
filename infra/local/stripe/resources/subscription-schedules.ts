import { boundary, type Interval } from '../billing/periods.ts';
import { invalidRequest, missingParameter } from '../errors.ts';
import { existing, listRoute, type Resource, referenced, retrieveRoute } from '../http/resource.ts';
import { route } from '../http/route.ts';
import { subscriptions } from '../objects/subscription.ts';
import {
  newPhase,
  type StoredPhase,
  type StoredSchedule,
  subscriptionSchedules,
} from '../objects/subscription-schedule.ts';
import { choice, flag, integer, listOf, notSimulated, required, text } from '../parameters/checks.ts';
import { mergedMetadata, metadata } from '../parameters/metadata.ts';
import { timeRange } from '../parameters/range.ts';
import { shape, type Values } from '../parameters/shape.ts';
import { equals, isWithin } from '../store/conditions.ts';
import { cancelSubscription } from '../subscriptions/cancel-subscription.ts';
import {
  changeSchedule,
  phaseDiscount,
  refusePhases,
  releaseSchedule,
  scheduleFrom,
} from '../subscriptions/schedules.ts';
import { nowOrSecond, prorationBehavior } from '../subscriptions/subscription-parameters.ts';
import { checkItems, recurringPrice } from '../subscriptions/update-items.ts';
import type { Scene } from '../world.ts';

const phase = {
  duration: shape({
    interval: required(choice(['day', 'week', 'month', 'year'])),
    interval_count: integer({ minimum: 1, maximum: 156 }),
  }),
  end_date: integer({ minimum: 0 }),
  items: required(
    listOf(
      shape({
        price: required(text()),
        quantity: integer({ minimum: 1, maximum: 999_999 }),
        ...notSimulated(['billing_thresholds', 'discounts', 'metadata', 'plan', 'price_data', 'tax_rates']),
      }),
    ),
  ),
  metadata: metadata(),
  discounts: listOf(shape({ discount: required(text()), ...notSimulated(['coupon', 'promotion_code']) })),
  proration_behavior: prorationBehavior,
  start_date: nowOrSecond(),
  ...notSimulated(['add_invoice_items', 'application_fee_percent', 'automatic_tax', 'billing_cycle_anchor']),
  ...notSimulated(['billing_thresholds', 'collection_method', 'currency', 'default_payment_method']),
  ...notSimulated(['default_tax_rates', 'description', 'invoice_settings', 'on_behalf_of']),
  ...notSimulated(['transfer_data', 'trial', 'trial_end']),
};

const endBehavior = choice(['cancel', 'release']);

const create = route({
  method: 'POST',
  path: '/v1/subscription_schedules',
  parameters: {
    from_subscription: text(),
    ...notSimulated(['billing_mode', 'customer', 'customer_account', 'default_settings', 'end_behavior']),
    ...notSimulated(['metadata', 'pause_schedules', 'phases', 'start_date']),
  },
  handle({ scene, values: { from_subscription: id } }) {
    if (id === undefined) throw missingParameter('from_subscription');
    return scheduleFrom(scene, referenced(scene, subscriptions, { id, param: 'from_subscription' }));
  },
});

const update = route({
  method: 'POST',
  path: '/v1/subscription_schedules/:id',
  parameters: {
    end_behavior: endBehavior,
    metadata: metadata(),
    phases: listOf(shape(phase)),
    proration_behavior: prorationBehavior,
    ...notSimulated(['default_settings', 'pause_schedules']),
  },
  handle({ scene, path, values }) {
    const schedule = activeOne(scene, path.id);
    const phases = values.phases ? phasesFrom(scene, schedule, values.phases) : schedule.phases;
    return changeSchedule(scene, schedule, {
      end_behavior: values.end_behavior ?? schedule.end_behavior,
      metadata: mergedMetadata(schedule.metadata ?? {}, values.metadata),
      phases,
    });
  },
});

/** A phase begins where the one before ends, and lasts as long as it says, or one period of its price. */
function phasesFrom(scene: Scene, schedule: StoredSchedule, given: Values<typeof phase>[]): StoredPhase[] {
  const phases: StoredPhase[] = [];
  for (const [index, values] of given.entries()) {
    const param = `phases[${index}]`;
    const items = values.items.map((item, place) => ({
      price: recurringPrice(scene, { id: item.price, param: `${param}[items][${place}][price]` }),
      quantity: item.quantity ?? 1,
    }));
    checkItems(items);
    const start = startOf(scene, values, phases.at(-1)?.end_date ?? schedule.phases[0]?.start_date);
    const recurring = values.duration ?? items[0]?.price.recurring;
    const interval = { interval: recurring?.interval, interval_count: recurring?.interval_count ?? 1 };
    phases.push(
      newPhase({
        currency: items[0]?.price.currency ?? 'usd',
        items: items.map(({ price, quantity }) => ({ price: price.id, quantity })),
        start_date: start,
        end_date: values.end_date ?? boundary(start, interval as Interval, 1),
        discounts: (values.discounts ?? []).map(({ discount }) => phaseDiscount(discount)),
        metadata: mergedMetadata({}, values.metadata),
        proration_behavior: values.proration_behavior ?? 'create_prorations',
      }),
    );
  }
  refusePhases(phases);
  return phases;
}

function startOf(scene: Scene, { start_date }: Values<typeof phase>, usual: number | undefined): number {
  return start_date === 'now' ? scene.nowSeconds() : (start_date ?? usual ?? scene.nowSeconds());
}

function activeOne(scene: Scene, id: string): StoredSchedule {
  const schedule = existing(scene, subscriptionSchedules, id);
  if (schedule.status === 'active') return schedule;
  throw invalidRequest(
    `You cannot change a subscription schedule that is currently in the \`${schedule.status}\` status.`,
  );
}

const release = route({
  method: 'POST',
  path: '/v1/subscription_schedules/:id/release',
  parameters: { preserve_cancel_date: flag() },
  handle: ({ scene, path }) => releaseSchedule(scene, activeOne(scene, path.id)),
});

const cancel = route({
  method: 'POST',
  path: '/v1/subscription_schedules/:id/cancel',
  parameters: { invoice_now: flag(), prorate: flag() },
  handle({ scene, path, values }) {
    const schedule = activeOne(scene, path.id);
    const subscription = existing(scene, subscriptions, schedule.subscription ?? '');
    cancelSubscription(scene, subscription, {
      invoiceNow: values.invoice_now ?? true,
      prorate: values.prorate ?? true,
    });
    return existing(scene, subscriptionSchedules, schedule.id);
  },
});

const list = listRoute({
  path: '/v1/subscription_schedules',
  collection: subscriptionSchedules,
  filters: {
    created: timeRange(),
    customer: text(),
    ...notSimulated(['canceled_at', 'completed_at', 'customer_account', 'released_at', 'scheduled']),
  },
  conditions: ({ created, customer }) => [...isWithin('created', created), ...equals('customer', customer)],
});

export const subscriptionScheduleResource: Resource = {
  routes: [
    create,
    list,
    release,
    cancel,
    retrieveRoute('/v1/subscription_schedules/:id', subscriptionSchedules),
    update,
  ],
};
