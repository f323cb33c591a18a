import { expect, it } from '@jest/globals';
import { corePlan, freePlan } from '../testing/plans.ts';
import { isSaved, termsOf, termsWords } from './terms.ts';

const plans = {
  plans: [freePlan, corePlan],
  costs: { generate: 1, export: 3 },
  anonymous_generations_per_day: 7,
};
const person = (fields: {
  available?: number;
  tier?: string;
  unlimited?: boolean;
  hadCredits?: boolean;
}) => ({
  balance: { balance: 0, held: 0, available: 0, tier: 'FREE', unlimited: false, ...fields },
  hadCredits: fields.hadCredits ?? true,
});
const words = (...given: Parameters<typeof termsOf>) => termsWords(termsOf(...given), 'en-US');

it('tells a visitor what is free today, and never less than nothing', () => {
  expect(words(plans, null, 0)).toBe('Free here: 7 of 7 left today.');
  expect(words(plans, null, 5)).toBe('Free here: 2 of 7 left today.');
  expect(words(plans, null, 9)).toBe('Free here: 0 of 7 left today.');
});

it('tells a person with credits what is used and what is there', () => {
  expect(words(plans, person({ available: 1_022 }), 3)).toBe('1 credit will be used. You have 1,022.');
  expect(words({ ...plans, costs: { generate: 2, export: 3 } }, person({ available: 2 }), 0)).toBe(
    '2 credits will be used. You have 2.',
  );
});

it('charges nothing where credits are unlimited, even below zero', () => {
  expect(words(plans, person({ unlimited: true, available: -3 }), 0)).toBe('Your credits are unlimited.');
});

it('lets who never had credits try, as often as the plan says, and nobody else', () => {
  expect(words(plans, person({ hadCredits: false }), 9)).toBe('Free here: 1 of 10 left today.');
  expect(words(plans, person({ hadCredits: false }), 10)).toBe(
    'None of today\u2019s 10 free ones is left. 1 credit is needed. You have 0.',
  );
  expect(words(plans, person({ hadCredits: true }), 0)).toBe('1 credit is needed. You have 0.');
  expect(words(plans, person({ hadCredits: false, tier: 'CORE' }), 0)).toBe(
    '1 credit is needed. You have 0.',
  );
  expect(words(plans, person({ available: -20 }), 0)).toBe('1 credit is needed. You have \u221220.');
});

it('lets who has no plan try as a visitor does, where none is free', () => {
  const allSold = { ...plans, plans: [corePlan] };
  expect(words(allSold, person({ hadCredits: false, tier: 'free' }), 5)).toBe(
    'Free here: 2 of 7 left today.',
  );
});

it('keeps what is paid for, and only that', () => {
  expect(isSaved(termsOf(plans, person({ available: 1 }), 0))).toBe(true);
  expect(isSaved(termsOf(plans, person({ unlimited: true }), 0))).toBe(true);
  expect(isSaved(termsOf(plans, person({}), 0))).toBe(false);
  expect(isSaved(termsOf(plans, null, 0))).toBe(false);
});
