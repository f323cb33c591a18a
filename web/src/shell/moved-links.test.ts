import { expect, it } from '@jest/globals';
import { movedTo } from './moved-links.ts';

it('keeps what an earlier link says in its query', () => {
  expect(movedTo('/account/billing', 'https://cue.example/billing?payment=success')).toBe(
    '/account/billing?payment=success',
  );
  expect(movedTo('/account/keys', 'https://cue.example/keys')).toBe('/account/keys');
});

it('says in the query what an earlier link said by its path', () => {
  const back = 'https://cue.example/billing/success?session_id=cs_1';
  expect(movedTo('/account/billing', back, { payment: 'success' })).toBe(
    '/account/billing?session_id=cs_1&payment=success',
  );
});
