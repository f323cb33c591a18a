import type Stripe from 'stripe';
import { newId, randomText } from '../ids.ts';
import { collection } from '../store/collection.ts';
import type { Scene } from '../world.ts';
import { MERCHANT_NAME } from './account.ts';
import type { StoredPaymentIntent } from './payment-intent.ts';
import type { Instrument } from './payment-method.ts';

export const charges = collection<Stripe.Charge>('charge');

export function isCardCharge({ payment_method_details }: Stripe.Charge): boolean {
  return payment_method_details?.type === 'card';
}

export interface ChargeFields {
  intent: StoredPaymentIntent;
  instrument: Instrument;
  billing: Stripe.Charge.BillingDetails;
}

export function newCharge(scene: Scene, { intent, instrument, billing }: ChargeFields): Stripe.Charge {
  return {
    id: instrument.type === 'card' ? newId.charge() : newId.payment(),
    object: 'charge',
    amount: intent.amount,
    amount_captured: 0,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: null,
    billing_details: billing,
    calculated_statement_descriptor: MERCHANT_NAME.toUpperCase(),
    captured: false,
    created: scene.nowSeconds(),
    currency: intent.currency,
    customer: intent.customer,
    description: intent.description,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: null,
    failure_message: null,
    fraud_details: {},
    livemode: false,
    metadata: intent.metadata,
    on_behalf_of: null,
    outcome: null,
    paid: false,
    payment_intent: intent.id,
    payment_method: intent.payment_method,
    payment_method_details: detailsOf(instrument, intent.amount),
    radar_options: {},
    receipt_email: intent.receipt_email,
    receipt_number: null,
    receipt_url: null,
    refunded: false,
    review: null,
    shipping: null,
    source: null,
    source_transfer: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: 'pending',
    transfer_data: null,
    transfer_group: null,
  } satisfies Stripe.Charge;
}

function detailsOf(instrument: Instrument, amount: number): Stripe.Charge.PaymentMethodDetails {
  return instrument.type === 'card'
    ? { card: cardDetails(instrument, amount), type: 'card' }
    : { type: 'us_bank_account', us_bank_account: bankDetails(instrument) };
}

function cardDetails(
  card: Extract<Instrument, { type: 'card' }>,
  amount: number,
): Stripe.Charge.PaymentMethodDetails.Card {
  return {
    amount_authorized: amount,
    authorization_code: randomText(6, '0123456789'),
    brand: card.brand,
    checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: 'pass' },
    country: 'US',
    electronic_commerce_indicator: null,
    exp_month: card.expMonth,
    exp_year: card.expYear,
    fingerprint: card.fingerprint,
    funding: 'credit',
    installments: null,
    last4: card.last4,
    mandate: null,
    network: card.brand,
    network_token: { used: false },
    network_transaction_id: randomText(15, '0123456789'),
    regulated_status: 'unregulated',
    three_d_secure: null,
    transaction_link_id: null,
    wallet: null,
  };
}

function bankDetails(
  bank: Extract<Instrument, { type: 'us_bank_account' }>,
): Stripe.Charge.PaymentMethodDetails.UsBankAccount {
  return {
    account_holder_type: 'individual',
    account_type: 'checking',
    bank_name: bank.bankName,
    fingerprint: bank.fingerprint,
    last4: bank.last4,
    payment_reference: null,
    routing_number: bank.routingNumber,
  };
}
