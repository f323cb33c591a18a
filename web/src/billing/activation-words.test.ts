import { expect, it } from '@jest/globals';
import { subscriptionOf } from '../testing/subscription.ts';
import { whatCame } from './activation-words.ts';

const trial = subscriptionOf({ status: 'trialing' });
const nothing = { credits: 0, isAwaited: false, trialCredits: 25 };

it('says which credits came, and with what', () => {
  expect(whatCame(subscriptionOf(), { ...nothing, credits: 100 })).toBe('100 credits are in your balance.');
  expect(whatCame(trial, { ...nothing, credits: 1 })).toBe(
    'Your trial has begun. 1 credit is in your balance.',
  );
  expect(whatCame(subscriptionOf({ unlimited: true }), nothing)).toBe(
    'Credits are without limit from now on.',
  );
});

it('looks for credits while they may still come', () => {
  expect(whatCame(trial, { ...nothing, isAwaited: true })).toBe(
    'Your trial has begun. Looking for the credits that come with it.',
  );
});

it('says why a trial brought none once the wait is over', () => {
  expect(whatCame(trial, nothing)).toBe(
    'Your trial has begun. No credits came with it: they come once per person and card, and this card was most likely used for a trial before.',
  );
  expect(whatCame(trial, { ...nothing, trialCredits: 0 })).toBe(
    'Your trial has begun. It comes without credits.',
  );
});

it('leaves no paid plan without a word on credits that are late', () => {
  expect(whatCame(subscriptionOf(), nothing)).toBe(
    'Its credits have not arrived yet. They come by themselves.',
  );
});
