import type Stripe from 'stripe';
import { newId } from '../ids.ts';
import { collection } from '../store/collection.ts';
import { notes } from '../store/notes.ts';
import type { Scene } from '../world.ts';

export type StoredPaymentMethod = Omit<Stripe.PaymentMethod, 'customer'> & { customer: string | null };

export const paymentMethods = collection<StoredPaymentMethod>('payment_method');

/** What the card's bank remembers: a card that was set up with authentication needs none for later charges. */
export const methodNotes = notes<{ setUp: true }>('payment_method');

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
): StoredPaymentMethod {
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
  } satisfies StoredPaymentMethod;
}

/** How somebody pays with it, as the charge will show it. */
export function instrumentOf({ id, card, us_bank_account: bank }: StoredPaymentMethod): Instrument {
  if (card) {
    const { brand, last4, fingerprint, exp_month: expMonth, exp_year: expYear } = card;
    return { type: 'card', brand, last4, fingerprint: fingerprint ?? '', expMonth, expYear };
  }
  if (!bank) throw new Error(`The payment method ${id} is neither a card nor a bank account`);
  return {
    type: 'us_bank_account',
    bankName: bank.bank_name ?? '',
    last4: bank.last4 ?? '',
    fingerprint: bank.fingerprint ?? '',
    routingNumber: bank.routing_number ?? '',
  };
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
