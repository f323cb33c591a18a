import type Stripe from 'stripe';
import { newId } from '../ids.ts';
import { collection } from '../store/collection.ts';
import type { Scene } from '../world.ts';

export const paymentMethods = collection<Stripe.PaymentMethod>('payment_method');

/** How somebody means to pay, as far as receipts and charges show it. */
export type Instrument =
  | { type: 'card'; brand: string; last4: string; fingerprint: string; expMonth: number; expYear: number }
  | { type: 'us_bank_account'; bankName: string; last4: string; fingerprint: string; routingNumber: string };

type PaymentMethodFields = {
  instrument: Instrument;
  customer: string | null;
  billing: Stripe.PaymentMethod.BillingDetails;
};

export function newPaymentMethod(
  scene: Scene,
  { instrument, customer, billing }: PaymentMethodFields,
): Stripe.PaymentMethod {
  return {
    id: newId.paymentMethod(),
    object: 'payment_method',
    allow_redisplay: 'limited',
    billing_details: billing,
    created: scene.nowSeconds(),
    customer,
    customer_account: null,
    livemode: false,
    metadata: {},
    type: instrument.type,
    ...(instrument.type === 'card'
      ? { card: cardOf(instrument) }
      : { us_bank_account: bankAccountOf(instrument) }),
  } satisfies Stripe.PaymentMethod;
}

function cardOf(card: Extract<Instrument, { type: 'card' }>): Stripe.PaymentMethod.Card {
  return {
    brand: card.brand,
    checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: 'pass' },
    country: 'US',
    display_brand: card.brand,
    exp_month: card.expMonth,
    exp_year: card.expYear,
    fingerprint: card.fingerprint,
    funding: 'credit',
    generated_from: null,
    last4: card.last4,
    networks: { available: [card.brand], preferred: null },
    regulated_status: 'unregulated',
    three_d_secure_usage: { supported: true },
    wallet: null,
  };
}

function bankAccountOf(
  bank: Extract<Instrument, { type: 'us_bank_account' }>,
): Stripe.PaymentMethod.UsBankAccount {
  return {
    account_holder_type: 'individual',
    account_type: 'checking',
    bank_name: bank.bankName,
    financial_connections_account: null,
    fingerprint: bank.fingerprint,
    last4: bank.last4,
    networks: { preferred: 'ach', supported: ['ach'] },
    routing_number: bank.routingNumber,
    status_details: {},
  };
}
