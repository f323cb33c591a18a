import { expect, it } from '@jest/globals';
import { loginPath, providerPath, returnPath } from './return-to.ts';

it('keeps a path of this site, with its query', () => {
  expect(returnPath('/credits?credits=40')).toBe('/credits?credits=40');
});

it.each([
  null,
  '',
  'credits',
  '//evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '/\t/evil.example',
  '/.//evil.example',
  'https://cue@evil.example',
  'javascript:alert(1)',
])('goes to the account instead of %p', (asked) => {
  expect(returnPath(asked)).toBe('/account');
});

it('carries the way back through sign-in', () => {
  expect(loginPath('/credits?credits=40')).toBe('/login?return_to=%2Fcredits%3Fcredits%3D40');
  expect(providerPath('github', '/account', undefined)).toBe('/auth/github?return_to=%2Faccount');
});

it('brings along who invited the person', () => {
  expect(providerPath('google', '/account', 'WXYZ2345')).toBe(
    '/auth/google?return_to=%2Faccount&ref=WXYZ2345',
  );
});
