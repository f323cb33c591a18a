import { cancellationReason } from './cancellation-reason.ts';
import { type Check, choice, flag, listOf, notSimulated, required, text } from './checks.ts';
import { shape } from './shape.ts';

/** An empty string empties the list. */
const emptiable = <T>(list: Check<T[]>): Check<T[]> => ({
  required: false,
  read: (value, param) => (value === '' ? [] : list.read(value, param)),
});

const prorations = choice(['always_invoice', 'create_prorations', 'none']);

const askedReason = shape({
  enabled: required(flag()),
  options: emptiable(listOf(cancellationReason)),
  ...notSimulated(['feedback_options']),
});

/** What people may do in the portal; a feature or a part of one that is not given stays as it is. */
export const portalFeatures = shape({
  customer_update: shape({
    allowed_updates: emptiable(listOf(choice(['address', 'email', 'name', 'phone', 'shipping', 'tax_id']))),
    enabled: flag(),
  }),
  invoice_history: shape({ enabled: required(flag()) }),
  payment_method_update: shape({
    enabled: required(flag()),
    ...notSimulated(['payment_method_configuration']),
  }),
  subscription_cancel: shape({
    cancellation_reason: askedReason,
    enabled: flag(),
    mode: choice(['at_period_end', 'immediately']),
    proration_behavior: prorations,
  }),
  subscription_update: shape({
    billing_cycle_anchor: choice(['now', 'unchanged']),
    default_allowed_updates: emptiable(listOf(choice(['price', 'promotion_code', 'quantity']))),
    enabled: flag(),
    products: emptiable(
      listOf(
        shape({
          product: required(text()),
          prices: required(listOf(text())),
          ...notSimulated(['adjustable_quantity']),
        }),
      ),
    ),
    proration_behavior: prorations,
    schedule_at_period_end: shape({
      conditions: emptiable(
        listOf(shape({ type: required(choice(['decreasing_item_amount', 'shortening_interval'])) })),
      ),
    }),
    trial_update_behavior: choice(['continue_trial', 'end_trial']),
  }),
  ...notSimulated(['subscription_pause']),
});

export type PortalFeatures = ReturnType<typeof portalFeatures.read>;
