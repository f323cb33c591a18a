import { describe, expect, it } from '@jest/globals';
import { paymentOf } from '../testing/payment.ts';
import { paymentState, wentBack } from './payment-words.ts';

describe('the state of a payment', () => {
  it.each([
    [paymentOf({}), 'Paid'],
    [paymentOf({ status: 'processing', credits_granted: 0 }), 'On its way'],
    [paymentOf({ status: 'failed', credits_granted: 0 }), 'Did not go through'],
    [paymentOf({ amount_refunded: 499 }), 'Refunded in part'],
    [paymentOf({ amount_refunded: 500 }), 'Refunded'],
    [paymentOf({ amount_disputed: 500 }), 'Disputed'],
    [paymentOf({ amount_refunded: 200, amount_disputed: 300 }), 'Disputed'],
    // A promotion code of 100 %: paid, with nothing to pay.
    [paymentOf({ amount: 0 }), 'Paid'],
  ])('%#: in words', (given, words) => {
    expect(paymentState(given).words).toBe(words);
  });
});

describe('what went back', () => {
  it.each([
    [paymentOf({}), []],
    [
      paymentOf({ amount_refunded: 200, credits_clawed_back: 10 }),
      ['$2.00 refunded', '10 credits taken back'],
    ],
    [paymentOf({ amount_refunded: 500, credits_clawed_back: 1 }), ['$5.00 refunded', '1 credit taken back']],
    // So small a refund that no credit is its share.
    [paymentOf({ amount_refunded: 1 }), ['$0.01 refunded']],
    [
      paymentOf({ amount_disputed: 500, credits_clawed_back: 25 }),
      ['$5.00 disputed: your bank has taken it back', '25 credits taken back'],
    ],
    [
      paymentOf({ amount_refunded: 200, amount_disputed: 300, credits_clawed_back: 25 }),
      ['$2.00 refunded', '$3.00 disputed: your bank has taken it back', '25 credits taken back'],
    ],
    [paymentOf({ currency: 'jpy', amount_refunded: 200 }), ['\u00a5200 refunded']],
  ])('%#: with its currency and credits', (given, words) => {
    expect(wentBack(given, 'en-US')).toEqual(words);
  });
});
