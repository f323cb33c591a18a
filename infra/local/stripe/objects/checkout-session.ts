import type Stripe from 'stripe';
import { collection } from '../store/collection.ts';
import { notes } from '../store/notes.ts';
import { MERCHANT_NAME } from './account.ts';
import type { StoredSubscription } from './subscription.ts';

export type StoredSession = Omit<
  Stripe.Checkout.Session,
  | 'amount_subtotal'
  | 'amount_total'
  | 'currency'
  | 'currency_conversion'
  | 'customer'
  | 'discounts'
  | 'line_items'
  | 'invoice'
  | 'payment_intent'
  | 'subscription'
  | 'success_url'
  | 'total_details'
> & {
  amount_subtotal: number;
  amount_total: number;
  currency: string;
  currency_conversion: null;
  customer: string | null;
  discounts: { coupon: string | null; promotion_code: string | null }[];
  invoice: string | null;
  payment_intent: string | null;
  subscription: string | null;
  success_url: string;
  total_details: Stripe.Checkout.Session.TotalDetails;
};

export const sessions = collection<StoredSession>('checkout.session');

/** What a session will pass on to what it makes when somebody buys. */
export interface SessionNote {
  paymentIntent: {
    metadata: Record<string, string>;
    description: string | null;
    receiptEmail: string | null;
  };
  /** Of a session that sells a subscription. */
  subscription?: {
    /** A trial that begins when it is bought, or one that ends at a certain second. */
    trialSeconds: number | null;
    trialEnd: number | null;
    fields: Partial<StoredSubscription>;
  };
}

export const sessionNotes = notes<SessionNote>('checkout.session');

type SessionFields = Pick<
  StoredSession,
  | 'id'
  | 'amount_subtotal'
  | 'amount_total'
  | 'created'
  | 'currency'
  | 'expires_at'
  | 'success_url'
  | 'total_details'
> &
  Partial<StoredSession>;

export function newSession(fields: SessionFields): StoredSession {
  return {
    object: 'checkout.session',
    adaptive_pricing: { enabled: false },
    after_expiration: null,
    allow_promotion_codes: null,
    allowed_payment_method_types: null,
    automatic_tax: { enabled: false, liability: null, provider: null, status: null },
    billing_address_collection: null,
    branding_settings,
    cancel_url: null,
    client_reference_id: null,
    client_secret: null,
    collected_information: { business_name: null, individual_name: null, shipping_details: null },
    consent: null,
    consent_collection: null,
    currency_conversion: null,
    custom_fields: [],
    custom_text: {
      after_submit: null,
      shipping_address: null,
      submit: null,
      terms_of_service_acceptance: null,
    },
    customer: null,
    customer_account: null,
    customer_creation: 'if_required',
    customer_details: null,
    customer_email: null,
    discounts: [],
    integration_identifier: null,
    invoice: null,
    invoice_creation,
    livemode: false,
    locale: null,
    managed_payments: null,
    metadata: {},
    mode: 'payment',
    origin_context: null,
    payment_intent: null,
    payment_link: null,
    payment_method_collection: 'if_required',
    payment_method_configuration_details: null,
    payment_method_options: { card: { request_three_d_secure: 'automatic' } },
    payment_method_types: ['card', 'us_bank_account'],
    payment_status: 'unpaid',
    permissions: null,
    phone_number_collection: { enabled: false },
    recovered_from: null,
    saved_payment_method_options: null,
    setup_intent: null,
    shipping_address_collection: null,
    shipping_cost: null,
    shipping_options: [],
    status: 'open',
    submit_type: null,
    subscription: null,
    ui_mode: 'hosted_page',
    url: null,
    wallet_options: null,
    ...fields,
  } satisfies StoredSession;
}

const branding_settings: Stripe.Checkout.Session.BrandingSettings = {
  background_color: '#ffffff',
  border_style: 'rounded',
  button_color: '#0074d4',
  display_name: MERCHANT_NAME,
  font_family: 'default',
  icon: null,
  logo: null,
};

const invoice_creation: Stripe.Checkout.Session.InvoiceCreation = {
  enabled: false,
  invoice_data: {
    account_tax_ids: null,
    custom_fields: null,
    description: null,
    footer: null,
    issuer: null,
    metadata: null,
    rendering_options: null,
  },
};
