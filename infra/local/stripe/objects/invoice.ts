import type Stripe from 'stripe';
import { collection } from '../store/collection.ts';
import { equals } from '../store/conditions.ts';
import type { Scene } from '../world.ts';
import { account, MERCHANT_NAME } from './account.ts';
import type { StoredCustomer } from './customer.ts';
import type { StoredLine } from './invoice-line.ts';

type Reason = 'manual' | 'subscription_create' | 'subscription_cycle' | 'subscription_update';
type Status = 'draft' | 'open' | 'paid' | 'uncollectible' | 'void';

export type StoredInvoice = Omit<
  Stripe.Invoice,
  | 'billing_reason'
  | 'customer'
  | 'default_payment_method'
  | 'deleted'
  | 'discounts'
  | 'lines'
  | 'metadata'
  | 'payments'
  | 'status'
  | 'test_clock'
  | 'total_discount_amounts'
> & {
  billing_reason: Reason;
  customer: string;
  default_payment_method: string | null;
  discounts: string[];
  lines: Stripe.ApiList<StoredLine> & { total_count: number };
  metadata: Record<string, string>;
  status: Status;
  test_clock: string | null;
  total_discount_amounts: { amount: number; discount: string }[];
};

export const invoices = collection<StoredInvoice>('invoice');

type InvoiceFields = Pick<
  StoredInvoice,
  'id' | 'billing_reason' | 'currency' | 'lines' | 'period_end' | 'period_start' | 'subtotal' | 'total'
> &
  Partial<StoredInvoice>;

export function newInvoice(scene: Scene, customer: StoredCustomer, fields: InvoiceFields): StoredInvoice {
  const { subtotal, total } = fields;
  return {
    object: 'invoice',
    account_country: account.country,
    account_name: MERCHANT_NAME,
    account_tax_ids: null,
    amount_due: Math.max(total, 0),
    amount_overpaid: 0,
    amount_paid: 0,
    amount_remaining: Math.max(total, 0),
    amount_shipping: 0,
    application: null,
    attempt_count: 0,
    attempted: false,
    auto_advance: true,
    automatic_tax: noTax,
    automatically_finalizes_at: null,
    collection_method: 'charge_automatically',
    created: scene.nowSeconds(),
    custom_fields: null,
    customer: customer.id,
    customer_account: null,
    customer_address: customer.address ?? null,
    customer_email: customer.email,
    customer_name: customer.name ?? null,
    customer_phone: customer.phone ?? null,
    customer_shipping: null,
    customer_tax_exempt: 'none',
    customer_tax_ids: [],
    default_payment_method: null,
    default_source: null,
    default_tax_rates: [],
    description: null,
    discounts: [],
    due_date: null,
    effective_at: null,
    ending_balance: null,
    footer: null,
    from_invoice: null,
    hosted_invoice_url: null,
    invoice_pdf: null,
    issuer: { type: 'self' },
    last_finalization_error: null,
    latest_revision: null,
    livemode: false,
    metadata: {},
    next_payment_attempt: null,
    number: null,
    on_behalf_of: null,
    parent: null,
    payment_settings: { default_mandate: null, payment_method_options: null, payment_method_types: null },
    post_payment_credit_notes_amount: 0,
    pre_payment_credit_notes_amount: 0,
    receipt_number: null,
    rendering: null,
    shipping_cost: null,
    shipping_details: null,
    starting_balance: customer.balance,
    statement_descriptor: null,
    status: 'draft',
    status_transitions: noTransitions,
    subtotal_excluding_tax: subtotal,
    test_clock: scene.testClock,
    total_discount_amounts: [],
    total_excluding_tax: total,
    total_pretax_credit_amounts: [],
    total_taxes: [],
    webhooks_delivered_at: null,
    ...fields,
  } satisfies StoredInvoice;
}

const noTax = { disabled_reason: null, enabled: false, liability: null, provider: null, status: null };

export const noTransitions: StoredInvoice['status_transitions'] = {
  finalized_at: null,
  marked_uncollectible_at: null,
  paid_at: null,
  voided_at: null,
};

export const SUBSCRIPTION_FIELD = 'parent.subscription_details.subscription';

export function subscriptionOf({ parent }: StoredInvoice): string | null {
  const subscription = parent?.subscription_details?.subscription;
  return typeof subscription === 'string' ? subscription : null;
}

/** More than any test makes of one kind. */
const MAXIMUM_OPEN = 100;

export function invoicesOf(scene: Scene, subscription: string, status: Status): StoredInvoice[] {
  return invoices.select(scene.store, {
    conditions: [...equals(SUBSCRIPTION_FIELD, subscription), ...equals('status', status)],
    order: 'newest first',
    limit: MAXIMUM_OPEN,
  });
}
