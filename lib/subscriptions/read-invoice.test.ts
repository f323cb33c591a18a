import { describe, expect, test } from '@jest/globals';
import { readInvoice, readPlanLines, subscriptionOf } from './read-invoice.ts';

const lines = { data: [], has_more: false };
const invoice = {
  id: 'in_1',
  customer: 'cus_1',
  created: 1_772_323_200,
  currency: 'usd',
  amount_paid: 499,
  lines,
};
const line = { id: 'il_1', amount: 499, period: { start: 1_772_323_200, end: 1_775_001_600 } };
const read = {
  id: 'il_1',
  priceId: 'price_1',
  amountCents: 499,
  startsAt: 1_772_323_200,
  endsAt: 1_775_001_600,
  isProration: false,
};

describe("an invoice's subscription", () => {
  test.each([
    [
      'its parent',
      { parent: { type: 'subscription_details', subscription_details: { subscription: 'sub_1' } } },
    ],
    ['the field of old events', { subscription: 'sub_1' }],
    ['an expanded object', { subscription: { id: 'sub_1', object: 'subscription' } }],
  ])('is named by %s', (_, more) => {
    const told = readInvoice({ ...invoice, ...more });
    expect(told && subscriptionOf(told)).toBe('sub_1');
  });

  test('is none of an invoice for something else', () => {
    const told = readInvoice({ ...invoice, parent: null });
    expect(told && subscriptionOf(told)).toBeUndefined();
  });
});

describe("an invoice's lines for plans", () => {
  const parent = (proration: boolean) => ({
    type: 'subscription_item_details',
    subscription_item_details: { proration },
  });
  const pricing = { price_details: { price: 'price_1', product: 'prod_1' } };

  test.each([
    ['as Stripe writes them now', { pricing, parent: parent(false) }],
    ['with the price expanded', { price: { id: 'price_1' }, parent: parent(false) }],
    ['as Stripe wrote them before', { price: { id: 'price_1' }, type: 'subscription', proration: false }],
  ])('are read %s', (_, more) => {
    expect(readPlanLines([{ ...line, ...more }])).toEqual([read]);
  });

  test('tell that they are for part of a period', () => {
    const now = { ...line, pricing, parent: parent(true) };
    const before = { ...line, price: { id: 'price_1' }, type: 'subscription', proration: true };
    expect(readPlanLines([now, before])).toEqual([
      { ...read, isProration: true },
      { ...read, isProration: true },
    ]);
  });

  test('are not those that staff add by hand', () => {
    const byHand = (details: object) => ({
      ...line,
      pricing,
      parent: { type: 'invoice_item_details', invoice_item_details: details },
    });
    const goodwill = byHand({ subscription: 'sub_1', proration: false });
    expect(readPlanLines([byHand({}), goodwill, { ...line, price: 'price_1', type: 'invoiceitem' }])).toEqual(
      [],
    );
    const classic = byHand({ subscription: 'sub_1', proration: true });
    expect(readPlanLines([classic])).toEqual([{ ...read, isProration: true }]);
  });

  test('are not read at all when one names no price', () => {
    expect(readPlanLines([{ ...line, parent: parent(false) }])).toBeUndefined();
  });
});
