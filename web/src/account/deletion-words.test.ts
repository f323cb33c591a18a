import { expect, test } from '@jest/globals';
import { confirmationOf, creditsSentence, isConfirmed, planSentence } from './deletion-words.ts';

test('an account is deleted by its own address, however it is typed', () => {
  const user = { email: 'Ada@Example.com' };
  expect(confirmationOf(user)).toBe('Ada@Example.com');
  expect(['ada@example.com', ' ADA@example.com '].map((typed) => isConfirmed(user, typed))).toEqual([
    true,
    true,
  ]);
  expect(['', 'ada', 'adb@example.com'].map((typed) => isConfirmed(user, typed))).toEqual([
    false,
    false,
    false,
  ]);
});

test('a plan that ends says what becomes of the money', () => {
  expect(planSentence({ plan_name: 'Core', status: 'active' })).toBe(
    'Core ends now, without a refund for the rest of its period. Nothing more is charged.',
  );
  expect(planSentence({ plan_name: 'Pro', status: 'trialing' })).toBe(
    'Your trial of Pro ends now. Your card is not charged.',
  );
  expect(planSentence(null)).toBeUndefined();
});

test('credits that are left are lost, and what is not there is not spoken of', () => {
  expect(creditsSentence(1_022, 'en')).toBe('Your 1,022 credits are lost.');
  expect(creditsSentence(1, 'en')).toBe('Your 1 credit is lost.');
  expect([0, -3, undefined].map((available) => creditsSentence(available, 'en'))).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});
