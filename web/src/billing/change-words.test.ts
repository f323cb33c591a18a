import { describe, expect, it } from '@jest/globals';
import { plainText } from '../format/phrase.ts';
import { corePlan, freePlan, planOf, studioPlan } from '../testing/plans.ts';
import { subscriptionOf } from '../testing/subscription.ts';
import { changeNames, changeOutcome, changeTerms, dueWords } from './change-words.ts';
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

describe('the same plan by another interval', () => {
  const byMonth = { tier: 'PRO', interval: 'month', name: 'Pro' } as const;
  const byYear = { ...byMonth, interval: 'year' } as const;
  const yearly = subscriptionOf({ interval: 'year' });

  it('is told apart by its interval, and another plan by its name', () => {
    expect(changeNames(yearly, byMonth)).toEqual({ from: 'Pro by the year', to: 'Pro by the month' });
    expect(changeNames(subscriptionOf(), studio)).toEqual({ from: 'Pro', to: 'Studio' });
    expect(changeNames(yearly, studio)).toEqual({ from: 'Pro', to: 'Studio' });
  });

  it('is named so in the terms', () => {
    const later = { ...preview, amount_due_now: 0, credits_now: 0, effective_at: firstOfDecember };
    const { lines, confirm } = changeTerms(later, { subscription: yearly, target: byMonth, locale: 'en-GB' });
    expect(lines[1]?.what).toBe('Pro by the month starts');
    expect(confirm).toBe('Change to Pro by the month later');
    const trial = { ...preview, amount_due_now: 0 };
    const now = changeTerms(trial, { subscription: subscriptionOf(), target: byYear, locale: 'en-GB' });
    expect(now.confirm).toBe('Change to Pro by the year now');
  });
});

describe('what the amount is for', () => {
  const byYear = { tier: 'PRO', interval: 'year', name: 'Pro' } as const;
  const card = 'The change is made only when it is paid, from the card that Stripe has for you.';

  it('is the rest of the period, when only the plan is another', () => {
    expect(dueWords(preview, { subscription: subscriptionOf(), target: studio })).toBe(
      `This is for the rest of the period, worked out to the second. ${card}`,
    );
  });

  it('is a whole period in a trial, which ends by it', () => {
    const subscription = subscriptionOf({ status: 'trialing' });
    expect(dueWords(preview, { subscription, target: studio })).toBe(
      `Your trial ends now, and a full month of Studio begins. ${card}`,
    );
  });

  it('is a whole year that begins now, when the interval is longer', () => {
    expect(dueWords(preview, { subscription: subscriptionOf(), target: byYear })).toBe(
      `A full year of Pro begins now; what is left of the month that you paid for is taken off. ${card}`,
    );
  });

  it('is nothing now, and why it waits when the interval is shorter', () => {
    const nothing = { ...preview, amount_due_now: 0 };
    expect(dueWords(nothing, { subscription: subscriptionOf(), target: studio })).toBe(
      'Nothing is charged now.',
    );
    const yearly = { subscription: subscriptionOf({ interval: 'year' }), target: studio };
    expect(dueWords({ ...nothing, effective_at: firstOfDecember }, yearly)).toBe(
      'Nothing is charged now. Your year is paid for, so what is paid by the month waits until it is over.',
    );
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
