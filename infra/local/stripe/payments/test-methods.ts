import { cardInstrument, type TestCard, testCards } from '../checkout/cards.ts';
import { newPaymentMethod, paymentMethods, type StoredPaymentMethod } from '../objects/payment-method.ts';
import type { Scene } from '../world.ts';

/** Names that Stripe's test mode has for its cards, as payment methods (`pm_card_…`) and tokens (`tok_…`). */
const NUMBERS: Record<string, string> = {
  visa: '4242424242424242',
  mastercard: '5555555555554444',
  amex: '378282246310005',
  authenticationRequired: '4000002760003184',
  authenticationRequiredOnSetup: '4000002500003155',
  chargeCustomerFail: '4000000000000341',
  chargeDeclined: '4000000000000002',
  visa_chargeDeclined: '4000000000000002',
  chargeDeclinedExpiredCard: '4000000000000069',
  visa_chargeDeclinedExpiredCard: '4000000000000069',
  chargeDeclinedIncorrectCvc: '4000000000000127',
  visa_chargeDeclinedIncorrectCvc: '4000000000000127',
  chargeDeclinedInsufficientFunds: '4000000000009995',
  visa_chargeDeclinedInsufficientFunds: '4000000000009995',
  chargeDeclinedProcessingError: '4000000000000119',
  visa_chargeDeclinedProcessingError: '4000000000000119',
  createDispute: '4000000000000259',
  createDisputeInquiry: '4000000000001976',
  createDisputeProductNotReceived: '4000000000002685',
  pendingRefund: '4000000000007726',
  refundFail: '4000000000005126',
};

/** Good for years, whatever time the tests move the clock to. */
const EXPIRY = { expMonth: 12, expYear: 2050 };

const noBilling = { address: null, email: null, name: null, phone: null, tax_id: null };

export function testCardNamed(id: string, prefix: 'pm_card_' | 'tok_'): TestCard | undefined {
  const number = id.startsWith(prefix) ? NUMBERS[id.slice(prefix.length)] : undefined;
  return testCards.find((card) => card.number === number);
}

/** A payment method of its own, of nobody yet. */
export function cardMethod(scene: Scene, card: TestCard, expiry = EXPIRY): StoredPaymentMethod {
  const instrument = cardInstrument(card, expiry);
  return paymentMethods.insert(
    scene.store,
    newPaymentMethod(scene, { instrument, customer: null, billing: noBilling }),
  );
}

/** What a parameter names: a payment method, or one of the test names, which make a new one each time. */
export function namedMethod(scene: Scene, id: string): StoredPaymentMethod | undefined {
  const card = testCardNamed(id, 'pm_card_');
  return card ? cardMethod(scene, card) : paymentMethods.find(scene.store, id);
}
