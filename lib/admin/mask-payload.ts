type Json = Record<string, unknown>;

const mask = '•••';
const hidden = 'hidden';

/**
 * Card and bank data, secrets, and addresses that open something to whoever has them: nobody sees these, asked for or
 * not. By the key alone, with all that is below it.
 */
const neverShown =
  /secret|^(card|card_present|iban|account_number|routing_number|fingerprint|last4|dynamic_last4|iban_last4|exp_month|exp_year|bank_account|us_bank_account|sepa_debit|payment_method_details|payment_method_data|payment_method_options|wallet|cvc_check|url|hosted_invoice_url|invoice_pdf|receipt_url|hosted_voucher_url|download_url|hosted_verification_url|redirect_to_url|instructions_url)$/;

/** Of Stripe's texts those that are about the thing, never about the person: words of Stripe's own and times. */
const plainKeys = new Set([
  'object',
  'type',
  'status',
  'currency',
  'mode',
  'payment_status',
  'api_version',
  'billing_reason',
  'collection_method',
  'interval',
  'usage_type',
  'billing_scheme',
  'reason',
  'failure_code',
  'decline_code',
  'code',
  'outcome_type',
  'network_status',
  'risk_level',
  'seller_message',
  'capture_method',
  'confirmation_method',
  'setup_future_usage',
  'ui_mode',
  'submit_type',
  'locale',
  'customer_creation',
  'payment_method_collection',
  'billing_address_collection',
  'cancellation_reason',
  'proration_behavior',
  'tier',
  'lookup_key',
  'tax_behavior',
  'recurring_type',
  'flexible',
]);

/** An id of Stripe's or ours: `cs_test_a1…`, `ord_01K…`. */
const id = /^[a-z]{2,14}_(?:(?:test|live)_)?[A-Za-z0-9]{6,}$/;

function masked(key: string, value: unknown): unknown {
  if (typeof value !== 'string') return walk(value, masked);
  return value === '' || plainKeys.has(key) || id.test(value) ? value : mask;
}

const revealed = (_: string, value: unknown): unknown =>
  typeof value === 'string' ? value : walk(value, revealed);

type Show = (key: string, value: unknown) => unknown;

function walk(value: unknown, show: Show, key = ''): unknown {
  if (Array.isArray(value)) return value.map((one) => show(key, one));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [
      name,
      neverShown.test(name) && one !== null ? hidden : show(name, one),
    ]),
  );
}

const asRecord = (value: unknown): Json => (typeof value === 'object' && value !== null ? { ...value } : {});

/**
 * An event for staff to look at. Every text is masked but ids and Stripe's own words, unless the personal data was asked
 * for; card data and secrets are hidden in any case. Amounts and times stay: without them nothing can be judged.
 */
export function maskPayload(event: unknown, isRevealed: boolean): Json {
  return asRecord(walk(event, isRevealed ? revealed : masked));
}
