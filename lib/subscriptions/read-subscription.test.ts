import { describe, expect, test } from '@jest/globals';
import { cancelAtOf, periodOf, readSubscription } from './read-subscription.ts';

const march = 1_772_323_200;
const april = 1_775_001_600;
const item = { id: 'si_1', price: { id: 'price_1', unit_amount: 499, currency: 'usd' } };
const subscription = {
  id: 'sub_1',
  customer: 'cus_1',
  status: 'active',
  created: march,
  cancel_at_period_end: false,
  items: { data: [item] },
};
const period = {
  currentPeriodStart: '2026-03-01T00:00:00.000Z',
  currentPeriodEnd: '2026-04-01T00:00:00.000Z',
};

function periodRead(object: unknown) {
  const read = readSubscription(object);
  const [first] = read?.items.data ?? [];
  return read && first && periodOf(read, first);
}

describe('the period of a subscription', () => {
  test('is read from its item', () => {
    const data = [{ ...item, current_period_start: march, current_period_end: april }];
    expect(periodRead({ ...subscription, items: { data } })).toEqual(period);
  });

  test('is read from the subscription in old events', () => {
    const old = { ...subscription, current_period_start: march, current_period_end: april };
    expect(periodRead(old)).toEqual(period);
  });

  test('is unknown where neither tells it', () => {
    expect(periodRead(subscription)).toBeUndefined();
  });
});

describe('the end of a subscription', () => {
  const endOf = (more: object) => {
    const read = readSubscription({ ...subscription, ...more });
    return read && cancelAtOf(read, period.currentPeriodEnd);
  };

  test.each([
    ['the end of the period', { cancel_at_period_end: true }, '2026-04-01T00:00:00.000Z'],
    ['its own time, without cancel_at_period_end', { cancel_at: march }, '2026-03-01T00:00:00.000Z'],
    ['open', {}, null],
  ])('is %s', (_, more, expected) => {
    expect(endOf(more)).toBe(expected);
  });
});

test.each([[null], [{}], [{ ...subscription, items: { data: [] } }], [{ ...subscription, created: '2026' }]])(
  'an object of another shape is not read: %j',
  (object) => {
    expect(readSubscription(object)).toBeUndefined();
  },
);
