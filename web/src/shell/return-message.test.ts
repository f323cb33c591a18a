import { expect, it } from '@jest/globals';
import { returnMessage, withoutReturnParameters } from './return-message.ts';

const said = (address: string) => returnMessage(new URLSearchParams(address));

it.each([
  ['error=oauth_failed', 'Signing in did not work.'],
  ['error=access_denied', 'You stopped the sign-in.'],
  ['error=email_unverified', 'Your email address is not verified yet.'],
  ['error=account_exists', 'There is already an account with this email address.'],
])('says what %s means', (address, title) => {
  expect(said(address)).toMatchObject({ kind: 'banner', title });
});

it.each(['error=<b>Call+0800</b>', 'error=constructor', 'error='])(
  'never repeats what %s says',
  (address) => {
    expect(said(address)).toEqual({
      kind: 'banner',
      title: 'Signing in did not work.',
      detail: 'Try again, or use the other provider.',
    });
  },
);

it('greets who comes back signed in or out, and nobody else', () => {
  expect(said('success=true')?.title).toBe('You are signed in.');
  expect(said('signed_out=true')?.title).toBe('You are signed out.');
  expect(said('success=false')).toBeNull();
  expect(said('')).toBeNull();
});

it('leaves the rest of the address alone', () => {
  const kept = withoutReturnParameters(new URLSearchParams('success=true&credits=40&error=x'));
  expect(kept.toString()).toBe('credits=40');
});
