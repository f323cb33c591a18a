import type { DisputeRequest } from '../disputes/open-dispute.ts';
import type { Instrument } from '../objects/payment-method.ts';
import type { RefundCourse } from '../objects/refund.ts';

export interface Decline {
  code: string;
  declineCode: string;
  message: string;
}

/** What becomes of a charge that was paid. */
export interface Aftermath {
  refunds?: RefundCourse;
  dispute?: DisputeRequest;
}

/** What Stripe's test cards do. */
type CardBehaviour =
  | { outcome: 'pays'; aftermath?: Aftermath }
  /** For later charges too, unless it was set up for them: some banks ask each time all the same. */
  | { outcome: 'needs authentication'; eachTime?: true }
  /** Some can be saved all the same, and show it only when they are charged. */
  | { outcome: 'declined'; decline: Decline; canBeSaved?: true };

export interface TestCard {
  number: string;
  brand: string;
  title: string;
  behaviour: CardBehaviour;
}

function pays(number: string, brand: string, title: string): TestCard {
  return { number, brand, title, behaviour: { outcome: 'pays' } };
}

function paysBut(number: string, title: string, aftermath: Aftermath): TestCard {
  return { number, brand: 'visa', title, behaviour: { outcome: 'pays', aftermath } };
}

function declined(number: string, title: string, decline: Decline): TestCard {
  return { number, brand: 'visa', title, behaviour: { outcome: 'declined', decline } };
}

export const testCards: TestCard[] = [
  pays('4242424242424242', 'visa', 'Pays'),
  pays('5555555555554444', 'mastercard', 'Pays (Mastercard)'),
  pays('378282246310005', 'amex', 'Pays (American Express)'),
  {
    number: '4000002500003155',
    brand: 'visa',
    title: 'Asks for authentication',
    behaviour: { outcome: 'needs authentication' },
  },
  {
    number: '4000002760003184',
    brand: 'visa',
    title: 'Asks for authentication each time',
    behaviour: { outcome: 'needs authentication', eachTime: true },
  },
  {
    number: '4000000000000341',
    brand: 'visa',
    title: 'Can be saved, declined when charged',
    behaviour: {
      outcome: 'declined',
      decline: {
        code: 'card_declined',
        declineCode: 'generic_decline',
        message: 'Your card was declined.',
      },
      canBeSaved: true,
    },
  },
  declined('4000000000000002', 'Declined', {
    code: 'card_declined',
    declineCode: 'generic_decline',
    message: 'Your card was declined.',
  }),
  declined('4000000000009995', 'Insufficient funds', {
    code: 'card_declined',
    declineCode: 'insufficient_funds',
    message: 'Your card has insufficient funds.',
  }),
  declined('4000000000000069', 'Expired', {
    code: 'expired_card',
    declineCode: 'expired_card',
    message: 'Your card has expired.',
  }),
  declined('4000000000000127', 'Incorrect CVC', {
    code: 'incorrect_cvc',
    declineCode: 'incorrect_cvc',
    message: "Your card's security code is incorrect.",
  }),
  declined('4000000000000119', 'Processing error', {
    code: 'processing_error',
    declineCode: 'processing_error',
    message: 'An error occurred while processing your card. Try again in a little bit.',
  }),
  paysBut('4000000000007726', 'Pays; refunds pend, then succeed', { refunds: 'succeeds later' }),
  paysBut('4000000000005126', 'Pays; refunds succeed, then fail', { refunds: 'fails later' }),
  paysBut('4000000000000259', 'Pays; disputed at once', { dispute: { kind: 'chargeback' } }),
  paysBut('4000000000002685', 'Pays; disputed as not received', {
    dispute: { kind: 'chargeback', reason: 'product_not_received' },
  }),
  paysBut('4000000000001976', 'Pays; the bank inquires', { dispute: { kind: 'inquiry' } }),
];

interface TypedCard {
  number: string;
  expiry: string | undefined;
  cvc: string | undefined;
}

type CardReading = { card: TestCard; instrument: Instrument } | { problem: string };

/** What Stripe's own form refuses before any payment is tried, so that nothing is recorded for it. */
export function readCard(typed: TypedCard, nowSeconds: number): CardReading {
  const number = typed.number.replaceAll(/[\s-]/g, '');
  if (number === '') return { problem: 'Your card number is incomplete.' };
  if (!/^\d{12,19}$/.test(number) || !passesLuhn(number)) return { problem: 'Your card number is invalid.' };
  const expiry = readExpiry(typed.expiry ?? '12 / 34', nowSeconds);
  if ('problem' in expiry) return expiry;
  if (typed.cvc !== undefined && !/^\d{3,4}$/.test(typed.cvc.trim()))
    return { problem: "Your card's security code is incomplete." };
  const card = testCards.find((one) => one.number === number);
  if (!card) {
    return {
      problem:
        'Your card was declined. Your request was in test mode, but used a non test card. See the test cards below.',
    };
  }
  return { card, instrument: cardInstrument(card, expiry) };
}

/** The check digit that every card number carries. */
function passesLuhn(number: string): boolean {
  const sum = [...number].reverse().reduce((soFar, character, index) => {
    const digit = Number(character) * (index % 2 === 0 ? 1 : 2);
    return soFar + (digit > 9 ? digit - 9 : digit);
  }, 0);
  return sum % 10 === 0;
}

type Expiry = { expMonth: number; expYear: number };

function readExpiry(typed: string, nowSeconds: number): Expiry | { problem: string } {
  const [, month = '', year = ''] = /^\s*(\d{1,2})\s*[/-]\s*(?:20)?(\d{2})\s*$/.exec(typed) ?? [];
  const expiry = { expMonth: Number(month), expYear: 2000 + Number(year) };
  if (month === '' || expiry.expMonth < 1 || expiry.expMonth > 12)
    return { problem: "Your card's expiration date is incomplete." };
  const firstInvalidMs = Date.UTC(expiry.expYear, expiry.expMonth, 1);
  return firstInvalidMs > nowSeconds * 1000
    ? expiry
    : { problem: "Your card's expiration date is in the past." };
}

export function cardInstrument(card: TestCard, expiry: Expiry): Instrument {
  const fingerprint = fingerprintOf(card);
  return { type: 'card', brand: card.brand, last4: card.number.slice(-4), fingerprint, ...expiry };
}

/** One number has one fingerprint for ever: trials are told apart by it. */
function fingerprintOf({ number }: TestCard): string {
  return `Fp${BigInt(number).toString(36).padStart(14, '0')}`;
}

/** The test card that a saved instrument is; every stored card is one. */
export function testCardOf({ fingerprint }: Pick<Instrument, 'fingerprint'>): TestCard {
  const card = testCards.find((one) => fingerprintOf(one) === fingerprint);
  if (!card) throw new Error(`No test card has the fingerprint ${fingerprint}`);
  return card;
}
