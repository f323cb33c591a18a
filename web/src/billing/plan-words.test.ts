import { describe, expect, it } from '@jest/globals';
import type { SubscriptionAnswer } from '../../../lib/contract/subscription-routes.ts';
import { plainText } from '../format/phrase.ts';
import { subscriptionOf } from '../testing/subscription.ts';
import { planWords } from './plan-words.ts';

const names: Record<string, string> = { FREE: 'Free', CORE: 'Core', PRO: 'Pro', STUDIO: 'Studio' };
const noon = new Date('2026-11-21T12:00:00Z');

function said(fields: Partial<SubscriptionAnswer>, now = noon) {
  const nameOf = (tier: string) => names[tier] ?? tier;
  const { state, next, notice } = planWords({
    subscription: subscriptionOf(fields),
    nameOf,
    now,
    locale: 'en-GB',
  });
  const text = (words: typeof next) => plainText(words, now, 'en-GB', 'UTC');
  return { state: state.words, next: text(next), notice: notice && `${notice.title} ${text(notice.detail)}` };
}

const firstOfDecember = '2026-12-01T10:00:00.000Z';

describe('a plan that runs', () => {
  it('says when it renews and for how much', () => {
    expect(said({})).toEqual({ state: 'Active', next: 'Renews on 1 December for US$14.99.', notice: null });
  });

  it('says when it ends, however that was told', () => {
    const ending = { state: 'Ending', next: 'Ends on 1 December. Nothing more is charged.', notice: null };
    expect(said({ cancel_at_period_end: true })).toEqual(ending);
    expect(said({ cancel_at: firstOfDecember })).toEqual(ending);
  });

  it('renews before an end that is further off', () => {
    expect(said({ cancel_at: '2027-01-15T10:00:00.000Z' }).next).toBe(
      'Renews on 1 December for US$14.99, and ends on 15 January 2027.',
    );
  });

  it('says what it changes to, and when', () => {
    const change = {
      tier: 'CORE',
      interval: 'month',
      waits_for: 'period_end',
      effective_at: firstOfDecember,
    } as const;
    expect(said({ pending_change: change }).next).toBe('Changes to Core, by the month, on 1 December.');
  });

  it('asks to pay for a change that waits for it, and stays as it was until then', () => {
    const change = { tier: 'STUDIO', interval: 'month', waits_for: 'payment', effective_at: null } as const;
    const { next, notice } = said({ pending_change: change });
    expect(next).toBe('Renews on 1 December for US$14.99.');
    expect(notice).toBe(
      'Your change to Studio waits for its payment. Your bank declined it, or asks you to confirm it. Until it is paid everything stays as it was. If it is not paid within 23 hours, the change is off.',
    );
  });

  it('does not promise a renewal while collection is paused', () => {
    const { next, notice } = said({ collection_paused: true });
    expect(next).toBe('No payment is made until collection goes on.');
    expect(notice).toContain('Payments for your plan are paused.');
  });

  it('is being renewed when its period is over and no news has come', () => {
    expect(said({}, new Date('2026-12-01T10:01:00Z')).next).toBe(
      'It is being renewed; the payment is being made.',
    );
  });
});

describe('a trial', () => {
  const trial = {
    status: 'trialing',
    trial_end: '2026-11-28T10:00:00.000Z',
    current_period_end: '2026-11-28T10:00:00.000Z',
  };

  it('says until when it is free and what comes then', () => {
    expect(said(trial)).toEqual({
      state: 'Trial',
      next: 'Free until 28 November, then US$14.99 a month. Cancel any time before.',
      notice: null,
    });
  });

  it('that ends at 10:00 is over at 10:01, whether or not Stripe has renewed it', () => {
    expect(said(trial, new Date('2026-11-28T09:59:00Z')).state).toBe('Trial');
    expect(said(trial, new Date('2026-11-28T10:01:00Z'))).toEqual({
      state: 'Trial over',
      next: 'Your trial has ended; the first payment is being made.',
      notice: null,
    });
  });

  it('that was canceled charges nothing, before its end and after', () => {
    const canceled = { ...trial, cancel_at_period_end: true };
    expect(said(canceled).next).toBe('Ends on 28 November. Nothing more is charged.');
    expect(said(canceled, new Date('2026-11-28T10:01:00Z')).next).toBe(
      'Your trial has ended, and your plan with it. Nothing was charged.',
    );
  });
});

describe('a plan whose payment failed', () => {
  it('is kept for the days of grace, and says until when', () => {
    expect(said({ status: 'past_due', grace_until: '2026-11-28T10:00:00.000Z' })).toEqual({
      state: 'Payment failed',
      next: 'A payment is due.',
      notice:
        'Your last payment did not go through. Until 28 November you keep Pro. Stripe tries again by itself; pay now, or change your card, to be sure.',
    });
  });

  it('is not said to be kept once the days of grace are over', () => {
    expect(said({ status: 'past_due', tier: 'FREE', grace_until: '2026-11-20T10:00:00.000Z' }).notice).toBe(
      'Your last payment did not go through. You are on Free until it is paid; then Pro is back at once.',
    );
  });
});

it.each([
  ['unpaid', 'Unpaid', 'A payment is due, and Stripe has stopped trying.', 'Your plan is on hold'],
  ['incomplete', 'Not paid yet', 'Pro starts as soon as it is paid.', 'Your first payment is not finished.'],
  ['paused', 'Paused', 'Nothing is charged while it is paused.', 'You are on Free meanwhile.'],
  [
    'frozen',
    'Unknown state',
    'What you have stays as it was: Free.',
    'Stripe says \u201cfrozen\u201d about your plan.',
  ],
  [
    'constructor',
    'Unknown state',
    'What you have stays as it was: Free.',
    'Stripe says \u201cconstructor\u201d',
  ],
])('%s is shown in words, with what to do', (status, state, next, notice) => {
  expect(said({ status, tier: 'FREE' })).toEqual({ state, next, notice: expect.stringContaining(notice) });
});

it.each([
  ['canceled', 'Ended', 'Pro has ended. You are on Free; credits you have stay yours.'],
  ['incomplete_expired', 'Not started', 'The first payment was not made in time. Nothing was charged.'],
])('%s is shown in words', (status, state, next) => {
  expect(said({ status, tier: 'FREE' })).toEqual({ state, next, notice: null });
});
