import { expect, it } from '@jest/globals';
import { returnMessage, withoutReturnParameters } from './return-message.ts';

const said = (address: string) => returnMessage(new URLSearchParams(address));

it.each([
  ['error=oauth_failed', 'Signing in did not work.'],
  ['error=access_denied', 'You stopped the sign-in.'],
  ['error=email_unverified', 'Your email address is not verified yet.'],
  ['error=account_exists', 'There is already an account with this email address.'],
  ['error=rate_limited', 'Too many sign-ins were begun from your network.'],
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

it.each([
  ['linking=google&error=access_denied', 'You stopped the sign-in at Google.'],
  ['linking=github&error=account_exists', 'This GitHub sign-in opens another account already.'],
  ['linking=google&error=email_unverified', 'Google has not verified your email address there.'],
  ['linking=google&error=oauth_failed', 'Linking Google did not work.'],
  ['linking=google&error=constructor', 'Linking Google did not work.'],
  ['linking=<b>x</b>&error=oauth_failed', 'Signing in did not work.'],
])('says what %s means', (address, title) => {
  expect(said(address)).toMatchObject({ kind: 'banner', title });
});

it('says what was linked, by no name but ours', () => {
  expect(said('linked=github')).toEqual({
    kind: 'toast',
    title: 'You can sign in with GitHub from now on.',
  });
  expect(said('linked=<b>Call+0800</b>')).toBeNull();
  expect(said('linking=github')).toBeNull();
});

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
