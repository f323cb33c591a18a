import { expect, it } from '@jest/globals';
import { invitedTerms, rewardTerms } from './referral-words.ts';

it('says what both have of it', () => {
  expect(rewardTerms({ inviter: 10, invited: 10 })).toBe(
    'Somebody who signs up with your link brings 10 credits to each of you with their first purchase.',
  );
  expect(rewardTerms({ inviter: 20, invited: 1 })).toBe(
    'When somebody who signs up with your link makes a first purchase, you get 20 credits and they get 1 credit.',
  );
});

it('promises who was invited only what there is', () => {
  expect(invitedTerms({ inviter: 10, invited: 10 })).toBe(
    'You were invited: your first purchase brings 10 credits more.',
  );
  expect(invitedTerms({ inviter: 10, invited: 0 })).toBeUndefined();
});
