import { lineItemsParameter } from '../checkout/line-item-parameters.ts';
import { choice, flag, integer, listOf, notSimulated, required, text } from '../parameters/checks.ts';
import { metadata } from '../parameters/metadata.ts';
import { shape } from '../parameters/shape.ts';
import { webUrl } from '../parameters/web-url.ts';
import { billingMode, trialSettings } from '../subscriptions/subscription-parameters.ts';
import { emailAddress } from './customers.ts';

const paymentIntentData = shape({
  description: text(),
  metadata: metadata(),
  receipt_email: emailAddress(),
  ...notSimulated([
    'application_fee_amount',
    'capture_method',
    'on_behalf_of',
    'setup_future_usage',
    'shipping',
  ]),
  ...notSimulated(['statement_descriptor', 'statement_descriptor_suffix', 'transfer_data', 'transfer_group']),
});

const subscriptionData = shape({
  billing_mode: billingMode,
  description: text(),
  metadata: metadata(),
  trial_end: integer(),
  trial_period_days: integer({ minimum: 1, maximum: 730 }),
  trial_settings: trialSettings,
  ...notSimulated(['application_fee_percent', 'billing_cycle_anchor', 'billing_cycle_anchor_config']),
  ...notSimulated(['default_tax_rates', 'invoice_settings', 'on_behalf_of', 'proration_behavior']),
  ...notSimulated(['pending_invoice_item_interval', 'transfer_data']),
});

/** Shown on the session and otherwise without effect here, so they may pass. */
const echoed = {
  billing_address_collection: choice(['auto', 'required']),
  client_reference_id: text({ maximumLength: 200 }),
  integration_identifier: text(),
  locale: text(),
  origin_context: choice(['mobile_app', 'web']),
  submit_type: choice(['auto', 'book', 'donate', 'pay', 'subscribe']),
};

export const createSessionParameters = {
  ...echoed,
  allow_promotion_codes: flag(),
  allowed_payment_method_types: listOf(choice(['card', 'us_bank_account'])),
  cancel_url: webUrl(),
  customer: text(),
  customer_creation: choice(['always', 'if_required']),
  customer_email: emailAddress(),
  discounts: listOf(shape({ coupon: text(), promotion_code: text() })),
  expires_at: integer(),
  line_items: lineItemsParameter,
  metadata: metadata(),
  mode: required(choice(['payment', 'setup', 'subscription'])),
  payment_intent_data: paymentIntentData,
  payment_method_collection: choice(['always', 'if_required']),
  subscription_data: subscriptionData,
  success_url: required(webUrl()),
  ui_mode: choice(['elements', 'embedded_page', 'form', 'hosted_page']),
  ...notSimulated([
    'adaptive_pricing',
    'after_expiration',
    'automatic_tax',
    'branding_settings',
    'consent_collection',
  ]),
  ...notSimulated(['currency', 'custom_fields', 'custom_text', 'customer_account', 'customer_update']),
  ...notSimulated([
    'excluded_payment_method_types',
    'invoice_creation',
    'managed_payments',
    'name_collection',
  ]),
  ...notSimulated(['optional_items', 'payment_method_configuration']),
  ...notSimulated([
    'payment_method_data',
    'payment_method_options',
    'permissions',
    'phone_number_collection',
  ]),
  ...notSimulated([
    'redirect_on_completion',
    'return_url',
    'saved_payment_method_options',
    'setup_intent_data',
  ]),
  ...notSimulated(['shipping_address_collection', 'shipping_options', 'tax_id_collection']),
  ...notSimulated(['wallet_options']),
};
