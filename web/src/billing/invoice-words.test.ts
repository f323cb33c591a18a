import { expect, it } from '@jest/globals';
import { subscriptionOf } from '../testing/subscription.ts';
import { invoiceState, isPayable } from './invoice-words.ts';

it('asks for no payment that would bring no plan', () => {
  const open = { status: 'open' };
  const pastDue = subscriptionOf({ status: 'past_due' });
  expect(isPayable(open, { subscription: pastDue, status: 'past_due' })).toBe(true);
  expect(isPayable(open, { subscription: null, status: 'canceled' })).toBe(false);
  expect(isPayable(open, { subscription: null, status: 'none' })).toBe(false);
  expect(isPayable(open, { subscription: null, status: undefined })).toBe(false);
  expect(isPayable(open, { subscription: undefined, status: undefined })).toBe(false);
  expect(isPayable({ status: 'paid' }, { subscription: pastDue, status: 'past_due' })).toBe(false);
});

it('lets a first payment be finished that has begun', () => {
  expect(isPayable({ status: 'open' }, { subscription: null, status: 'incomplete' })).toBe(true);
});

it('says what an invoice is', () => {
  expect(invoiceState({ status: 'open' }, true).words).toBe('To be paid');
  expect(invoiceState({ status: 'open' }, false)).toEqual({ words: 'Not paid', tone: 'neutral' });
  expect(invoiceState({ status: 'paid' }, false).words).toBe('Paid');
  expect(invoiceState({ status: 'in_a_new_state' }, false).words).toBe('in a new state');
});
