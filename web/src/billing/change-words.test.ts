import { describe, expect, it } from '@jest/globals';
import { plainText } from '../format/phrase.ts';
import { corePlan, freePlan, planOf, studioPlan } from '../testing/plans.ts';
import { subscriptionOf } from '../testing/subscription.ts';
import { changeOutcome, changeTerms } from './change-words.ts';
import { choicesFor } from './plan-choices.ts';

const now = new Date('2026-11-21T12:00:00Z');
const studio = { tier: 'STUDIO', interval: 'month', name: 'Studio' } as const;
const core = { tier: 'CORE', interval: 'month', name: 'Core' } as const;
const firstOfDecember = '2026-12-01T10:00:00.000Z';

const preview = {
  amount_due_now: 750,
  currency: 'usd',
  credits_now: 75,
  next_amount: 2999,
  next_at: firstOfDecember,
  effective_at: now.toISOString(),
};

function terms(told: Partial<typeof preview>, target: typeof studio | typeof core) {
  const { lines, confirm } = changeTerms(
    { ...preview, ...told },
    { subscription: subscriptionOf(), target, locale: 'en-GB' },
  );
  return { lines: lines.map(({ what, amount }) => [what, plainText(amount, now, 'en-GB', 'UTC')]), confirm };
}

describe('the terms of a change', () => {
  it('upward are the amount and credits of now, and the next payment', () => {
    expect(terms({}, studio)).toEqual({
      lines: [
        ['To pay now', 'US$7.50'],
        ['Credits now', '+75 credits'],
        ['Next payment', 'US$29.99 on 1 December'],
      ],
      confirm: 'Pay US$7.50 and change',
    });
  });

  it('upward without anything to pay, in a trial say, ask for no money', () => {
    expect(terms({ amount_due_now: 0, credits_now: 0 }, studio)).toEqual({
      lines: [
        ['To pay now', 'US$0.00'],
        ['Next payment', 'US$29.99 on 1 December'],
      ],
      confirm: 'Change to Studio now',
    });
  });

  it('downward are the day it starts, also when the clocks of reader and server differ', () => {
    expect(
      terms({ amount_due_now: 0, credits_now: 0, next_amount: 499, effective_at: firstOfDecember }, core),
    ).toEqual({
      lines: [
        ['To pay now', 'US$0.00'],
        ['Core starts', '1 December'],
        ['Next payment', 'US$4.99 on 1 December'],
      ],
      confirm: 'Change to Core later',
    });
  });
});

describe('what became of a change', () => {
  const pending = { tier: 'STUDIO', interval: 'month', effective_at: null } as const;

  it('is in effect only when the subscription says so', () => {
    expect(changeOutcome(subscriptionOf({ subscribed_tier: 'STUDIO' }), studio)).toBe('inEffect');
    expect(changeOutcome(subscriptionOf(), studio)).toBe('notMade');
    expect(changeOutcome(subscriptionOf({ subscribed_tier: 'STUDIO', interval: 'year' }), studio)).toBe(
      'notMade',
    );
  });

  it('waits for its payment, or for the end of the period', () => {
    const waiting = subscriptionOf({ pending_change: { ...pending, waits_for: 'payment' } });
    expect(changeOutcome(waiting, studio)).toBe('waitsForPayment');
    const scheduled = subscriptionOf({ pending_change: { ...pending, waits_for: 'period_end' } });
    expect(changeOutcome(scheduled, studio)).toBe('scheduled');
    expect(changeOutcome(scheduled, core)).toBe('notMade');
  });
});

it('offers every price of every plan that is sold here, but the one that is subscribed to', () => {
  const team = planOf({ tier: 'TEAM', name: 'Team', contact: 'sales@example.com' });
  const choices = choicesFor([freePlan, corePlan, planOf(), studioPlan, team], subscriptionOf(), 'en-US');
  expect(choices).toEqual([
    { tier: 'CORE', interval: 'month', name: 'Core', price: '$4.99 a month' },
    { tier: 'PRO', interval: 'year', name: 'Pro', price: '$149.00 a year' },
    { tier: 'STUDIO', interval: 'month', name: 'Studio', price: '$29.99 a month' },
  ]);
});
