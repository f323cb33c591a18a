import { cancellationReason } from '../parameters/cancellation-reason.ts';
import type { Check } from '../parameters/checks.ts';
import {
  choice,
  clearable,
  flag,
  integer,
  listOf,
  notSimulated,
  required,
  text,
} from '../parameters/checks.ts';
import { metadata } from '../parameters/metadata.ts';
import { shape } from '../parameters/shape.ts';

const strange = [
  'billing_thresholds',
  'current_trial',
  'discounts',
  'plan',
  'price_data',
  'tax_rates',
] as const;

const newItems = listOf(
  shape({
    price: required(text()),
    quantity: integer({ minimum: 1, maximum: 999_999 }),
    metadata: metadata(),
    ...notSimulated(strange),
  }),
);

export const changedItemsParameter = listOf(
  shape({
    id: text(),
    price: text(),
    quantity: integer({ minimum: 1, maximum: 999_999 }),
    deleted: flag(),
    metadata: metadata(),
    ...notSimulated(strange),
    ...notSimulated(['clear_usage']),
  }),
);

const discountsParameter = listOf(
  shape({ coupon: text(), promotion_code: text(), ...notSimulated(['discount']) }),
);

/** An empty string takes all discounts away. */
const emptiableDiscounts: Check<ReturnType<typeof discountsParameter.read>> = {
  required: false,
  read: (value, param) => (value === '' ? [] : discountsParameter.read(value, param)),
};

export const trialSettings = shape({
  end_behavior: required(
    shape({
      missing_payment_method: choice(['cancel', 'create_invoice', 'pause']),
      ...notSimulated(['billing_cycle_anchor']),
    }),
  ),
});

/** "now", or a second. */
export function nowOrSecond(): Check<number | 'now'> {
  const second = integer({ minimum: 0 });
  return {
    required: false,
    read: (value, param) => (value === 'now' ? 'now' : second.read(value, param)),
  };
}

/** An object since 2026-09-30.endive; the bare word of older versions is refused, as Stripe does. */
export const anchorParameter = shape({ type: required(choice(['now', 'unchanged'])) });

const cancelAtNames = choice(['max_period_end', 'min_period_end']);

/** A second, or the end of the period: all items share one. */
function cancelAt(): Check<number | 'max_period_end' | 'min_period_end'> {
  const second = integer({ minimum: 0 });
  return {
    required: false,
    read: (value, param) =>
      typeof value === 'string' && /_period_end$/.test(value)
        ? cancelAtNames.read(value, param)
        : second.read(value, param),
  };
}

const paymentBehavior = choice([
  'allow_incomplete',
  'default_incomplete',
  'error_if_incomplete',
  'pending_if_incomplete',
]);
export const prorationBehavior = choice(['always_invoice', 'create_prorations', 'none']);

export const billingMode = shape({
  type: required(choice(['flexible'])),
  flexible: shape({ proration_discounts: choice(['included']) }),
});

const shared = {
  collection_method: choice(['charge_automatically']),
  default_payment_method: text(),
  metadata: metadata(),
  off_session: flag(),
  payment_behavior: paymentBehavior,
  payment_settings: shape({
    save_default_payment_method: choice(['off', 'on_subscription']),
    payment_method_types: listOf(choice(['card'])),
    ...notSimulated(['payment_method_options']),
  }),
  proration_behavior: prorationBehavior,
  trial_end: nowOrSecond(),
  trial_settings: trialSettings,
  cancel_at_period_end: flag(),
  ...notSimulated(['add_invoice_items', 'application_fee_percent', 'automatic_tax', 'billing_schedules']),
  ...notSimulated(['billing_thresholds', 'days_until_due', 'default_source', 'default_tax_rates']),
  ...notSimulated(['invoice_settings', 'on_behalf_of', 'pending_invoice_item_interval', 'transfer_data']),
  ...notSimulated(['trial_from_plan']),
};

export const createParameters = {
  ...shared,
  billing_mode: billingMode,
  cancel_at: cancelAt(),
  currency: text(),
  customer: required(text()),
  description: text(),
  discounts: emptiableDiscounts,
  items: required(newItems),
  trial_period_days: integer({ minimum: 0, maximum: 730 }),
  ...notSimulated(['backdate_start_date', 'billing_cycle_anchor', 'billing_cycle_anchor_config']),
  ...notSimulated(['customer_account']),
};

export const cancellationDetails = shape({
  comment: clearable(text()),
  feedback: clearable(cancellationReason),
  ...notSimulated(['feedback_option']),
});

export const updateParameters = {
  ...shared,
  billing_cycle_anchor: anchorParameter,
  cancel_at: clearable(cancelAt()),
  cancellation_details: cancellationDetails,
  description: clearable(text()),
  discounts: emptiableDiscounts,
  items: changedItemsParameter,
  pause_collection: clearable(
    shape({
      behavior: required(choice(['keep_as_draft', 'mark_uncollectible', 'void'])),
      resumes_at: integer({ minimum: 0 }),
    }),
  ),
  proration_date: integer({ minimum: 0 }),
};
