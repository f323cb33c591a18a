import { expect, it } from '@jest/globals';
import { planOf, studioPlan } from '../testing/plans.ts';
import { subscribeTerms } from './subscribe-terms.ts';

const terms = (...[plan, how]: Parameters<typeof subscribeTerms>) => subscribeTerms(plan, how, 'en-US');

it('promises a trial and its credits once per person and card', () => {
  expect(terms(planOf(), { interval: 'month', trialDays: 7 })).toBe(
    '7 days free with 100 credits, once per person and card, then $14.99 a month. Cancel any time before.',
  );
  expect(terms(planOf({ trial_credits: 0 }), { interval: 'year', trialDays: 7 })).toBe(
    '7 days free, once per person and card, then $149.00 a year. Cancel any time before.',
  );
});

it('says the price of today where there is no trial', () => {
  expect(terms(studioPlan, { interval: 'month', trialDays: 0 })).toBe(
    '$29.99 today, then every month. Cancel any time.',
  );
});
