import { apiBaseUrl } from '../api/base-url.ts';

const afterSignIn = '/account';

/** A path of this site to come back to after signing in; anything else counts as none. The server checks it again. */
export function returnPath(asked: string | null): string {
  if (asked === null || !asked.startsWith('/')) return afterSignIn;
  // Browsers read `//host`, `/\host` and `/<tab>/host` as another site, and `/.//host` becomes the first of these.
  const here = 'https://cue.invalid';
  const resolved = URL.parse(asked, here);
  if (resolved === null || resolved.origin !== here || resolved.pathname.startsWith('//')) return afterSignIn;
  return resolved.pathname + resolved.search;
}

export const loginPath = (comeBackTo: string) => `/login?return_to=${encodeURIComponent(comeBackTo)}`;

/** A plain navigation: the answer redirects to the provider. `invitation` is a referral code. */
export function providerPath(
  provider: 'google' | 'github',
  comeBackTo: string,
  invitation: string | undefined,
): string {
  const query = new URLSearchParams({ return_to: comeBackTo });
  if (invitation !== undefined) query.set('ref', invitation);
  return `${apiBaseUrl}/auth/${provider}?${query}`;
}
