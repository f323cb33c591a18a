import { describe, expect, it } from '@jest/globals';
import { corePlan, freePlan, planOf, studioPlan } from '../testing/plans.ts';
import { subscriptionOf } from '../testing/subscription.ts';
import { type Asking, contactAddress, offerOf } from './offer.ts';

const pro = planOf();
const nobody: Asking = { signedIn: false, subscription: null, interval: 'month' };
const someone: Asking = { ...nobody, signedIn: true };
const subscriber: Asking = { ...someone, subscription: subscriptionOf() };

describe('what a plan offers', () => {
  it('is a subscription, with the trial that this person can have, to who has none', () => {
    expect(offerOf(pro, nobody)).toEqual({ kind: 'subscribe', interval: 'month', trialDays: 7 });
    expect(offerOf({ ...pro, trial_days: 0 }, someone)).toEqual({
      kind: 'subscribe',
      interval: 'month',
      trialDays: 0,
    });
    expect(offerOf(corePlan, { ...someone, interval: 'year' })).toMatchObject({ interval: 'month' });
  });

  it.each([
    ['trialing', { kind: 'switch', interval: 'month' }],
    ['past_due', { kind: 'blocked', isDue: true }],
    ['unpaid', { kind: 'blocked', isDue: true }],
    ['paused', { kind: 'blocked', isDue: false }],
    ['frozen', { kind: 'blocked', isDue: false }],
  ])(
    'is never a second subscription to who has one that is %s, nor a change that would be refused',
    (status, offer) => {
      const asking = { ...someone, subscription: subscriptionOf({ status }) };
      expect(offerOf(studioPlan, asking)).toEqual(offer);
      expect(offerOf(pro, asking)).toEqual({ kind: 'current' });
    },
  );

  it('is no change while collection is paused', () => {
    const asking = { ...someone, subscription: subscriptionOf({ collection_paused: true }) };
    expect(offerOf(studioPlan, asking)).toEqual({ kind: 'blocked', isDue: false });
  });

  it.each(['canceled', 'incomplete_expired', 'incomplete'])(
    'is a new subscription after one that is %s',
    (status) => {
      const asking = { ...someone, subscription: subscriptionOf({ status }) };
      expect(offerOf(pro, asking)).toMatchObject({ kind: 'subscribe' });
    },
  );

  it('is a switch to the same plan by the year', () => {
    expect(offerOf(pro, { ...subscriber, interval: 'year' })).toEqual({ kind: 'switch', interval: 'year' });
  });

  it('says of a plan that comes by itself when it comes', () => {
    const effective_at = '2026-12-01T10:00:00.000Z';
    const pending_change = {
      tier: 'CORE',
      interval: 'month',
      waits_for: 'period_end',
      effective_at,
    } as const;
    const asking = { ...someone, subscription: subscriptionOf({ pending_change }) };
    expect(offerOf(corePlan, asking)).toEqual({ kind: 'coming', at: effective_at });
  });

  it('is the beginning, the present or what is left, for the free plan', () => {
    expect(offerOf(freePlan, nobody)).toEqual({ kind: 'begin' });
    expect(offerOf(freePlan, someone)).toEqual({ kind: 'current' });
    expect(offerOf(freePlan, subscriber)).toEqual({ kind: 'leave' });
  });

  it('is a conversation where the catalog names a contact', () => {
    const team = planOf({ tier: 'TEAM', prices: [], contact: 'sales@example.com' });
    expect(offerOf(team, nobody)).toEqual({ kind: 'contact', address: 'mailto:sales@example.com' });
    expect(contactAddress('https://example.com/talk')).toBe('https://example.com/talk');
    expect(contactAddress('example.com/talk')).toBe('https://example.com/talk');
  });
});
