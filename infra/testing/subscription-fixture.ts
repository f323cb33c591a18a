import type { Subscription } from '../../lib/subscriptions/subscription-item.ts';

/** A subscription in effect, as its user's item carries it. */
export function subscriptionTo(
  userId: string,
  tier: string,
  change: Partial<Subscription> = {},
): Subscription {
  return {
    subscriptionId: 'sub_test',
    userId,
    customerId: 'cus_test',
    status: 'active',
    knownStatus: 'active',
    tier,
    interval: 'month',
    priceId: 'price_test',
    subscriptionItemId: 'si_test',
    amountCents: 1_499,
    currency: 'usd',
    createdAt: '2026-11-01T10:00:00.000Z',
    currentPeriodStart: '2026-11-01T10:00:00.000Z',
    currentPeriodEnd: '2026-12-01T10:00:00.000Z',
    cancelAtPeriodEnd: false,
    cancelAt: null,
    canceledAt: null,
    endedAt: null,
    trialStart: null,
    trialEnd: null,
    awaitsCard: false,
    collectionPaused: false,
    overdueSince: null,
    paymentUrl: null,
    scheduleId: null,
    pendingChange: null,
    duplicateOf: null,
    ...change,
  };
}
