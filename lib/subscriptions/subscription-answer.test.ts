import { describe, expect, test } from '@jest/globals';
import { subscriptionFixture } from '../../infra/testing/subscription-fixture.ts';
import { loadCatalog } from '../plans/catalog.ts';
import { subscriptionAnswer } from './subscription-answer.ts';
import type { Subscription } from './subscription-item.ts';
import { subscriptionStatus } from './subscription-status.ts';

const catalog = loadCatalog(undefined);
const now = new Date('2027-02-05T10:00:00Z');

const pro = subscriptionFixture({
  currentPeriodStart: '2027-02-01T10:00:00.000Z',
  currentPeriodEnd: '2027-03-01T10:00:00.000Z',
});

const inStatus = (status: string, more: Partial<Subscription> = {}): Subscription => ({
  ...pro,
  status,
  knownStatus: status,
  ...more,
});
const answered = (subscription: Subscription, at = now) => subscriptionAnswer(catalog, subscription, at);

describe('the subscription answer', () => {
  test('says what is subscribed, what it gives and what happens next', () => {
    expect(answered(pro)).toEqual({
      id: 'sub_1',
      tier: 'PRO',
      unlimited: false,
      entitlements: ['workflows', 'api_keys'],
      subscribed_tier: 'PRO',
      plan_name: 'Pro',
      interval: 'month',
      monthly_credits: 100,
      amount: 1499,
      currency: 'usd',
      status: 'active',
      current_period_start: '2027-02-01T10:00:00.000Z',
      current_period_end: '2027-03-01T10:00:00.000Z',
      cancel_at_period_end: false,
      cancel_at: null,
      trial_end: null,
      collection_paused: false,
      pending_change: null,
      grace_until: null,
      payment_url: null,
    });
  });

  test('past due keeps the plan for the days of grace, and then gives the free one', () => {
    const overdue = inStatus('past_due', { overdueSince: '2027-02-01T10:00:00.000Z' });
    const graceUntil = '2027-02-08T10:00:00.000Z';
    expect(answered(overdue)).toMatchObject({ tier: 'PRO', grace_until: graceUntil });
    expect(answered(overdue, new Date(graceUntil))).toMatchObject({
      tier: 'FREE',
      entitlements: [],
      subscribed_tier: 'PRO',
      grace_until: graceUntil,
    });
  });

  test.each(['unpaid', 'paused'])('%s is a subscription that gives nothing', (status) => {
    expect(answered(inStatus(status))).toMatchObject({ tier: 'FREE', subscribed_tier: 'PRO', status });
    expect(subscriptionStatus(catalog, inStatus(status))).toMatchObject({ has_subscription: false, status });
  });

  test.each([
    ['incomplete', 'incomplete'],
    ['incomplete_expired', 'incomplete_expired'],
    ['canceled', 'none'],
  ])('%s is no subscription; the status says %s', (status, said) => {
    expect(answered(inStatus(status))).toBeNull();
    expect(subscriptionStatus(catalog, inStatus(status))).toEqual({ has_subscription: false, status: said });
  });

  test.each(['active', 'trialing', 'past_due'])('%s counts as having one', (status) => {
    expect(subscriptionStatus(catalog, inStatus(status))).toEqual({
      has_subscription: true,
      status,
      current_period_end: 1_803_895_200,
      plan_name: 'Pro',
    });
  });

  test('a status that is not known is passed on, and leaves in effect what was', () => {
    const strange = inStatus('on_holiday', { knownStatus: 'active' });
    expect(answered(strange)).toMatchObject({ tier: 'PRO', status: 'on_holiday' });
    expect(subscriptionStatus(catalog, strange)).toMatchObject({
      has_subscription: true,
      status: 'on_holiday',
    });
  });

  test('a plan that the catalog has no more has only its tier', () => {
    expect(answered(inStatus('active', { tier: 'GOLD' }))).toMatchObject({
      tier: 'FREE',
      subscribed_tier: 'GOLD',
      plan_name: 'GOLD',
      monthly_credits: 0,
    });
  });
});
