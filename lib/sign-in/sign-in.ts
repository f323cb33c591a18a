import * as oidc from 'openid-client';
import { sha256 } from '../platform/hash.ts';
import { newToken } from '../platform/ids.ts';
import type { Log } from '../platform/log.ts';
import { readBrowserCookie, type SessionToken } from '../sessions/cookie.ts';
import { endSession, type SessionsDeps, startSession } from '../sessions/session.ts';
import { signUp } from '../users/sign-up.ts';
import type { Provider, ProviderName } from './provider.ts';
import { keepState, type SignInState, takeState } from './state.ts';

export interface SignInDeps extends SessionsDeps {
  log: Log;
  /** `BACKEND_URL` with /auth/callback: never taken from the request. */
  callbackUrl: string;
  provider(name: ProviderName): Promise<Provider>;
}

type SignInError = 'oauth_failed' | 'access_denied' | 'email_unverified' | 'account_exists';
export type SignInOutcome =
  | { outcome: 'signedIn'; session: SessionToken; returnTo: string | undefined }
  | { outcome: 'failed'; error: SignInError };

/** The provider's address to send this browser to. */
export async function startSignIn(
  deps: Omit<SignInDeps, 'log'>,
  { name, browser, returnTo }: { name: ProviderName; browser: string; returnTo: string | undefined },
): Promise<URL> {
  const { configuration, scope, usesNonce } = await deps.provider(name);
  const state = newToken(deps.outside);
  const codeVerifier = newToken(deps.outside);
  const nonce = usesNonce ? newToken(deps.outside) : undefined;
  await keepState(deps, state, {
    provider: name,
    browserHash: sha256(browser),
    codeVerifier,
    nonce,
    returnTo,
  });
  return oidc.buildAuthorizationUrl(configuration, {
    redirect_uri: deps.callbackUrl,
    scope,
    state,
    code_challenge: await oidc.calculatePKCECodeChallenge(codeVerifier),
    code_challenge_method: 'S256',
    ...(nonce ? { nonce } : {}),
  });
}

async function profileFromCode(deps: SignInDeps, kept: SignInState, { rawQuery, state }: Callback) {
  const provider = await deps.provider(kept.provider);
  const tokens = await oidc.authorizationCodeGrant(
    provider.configuration,
    new URL(`${deps.callbackUrl}?${rawQuery}`),
    {
      pkceCodeVerifier: kept.codeVerifier,
      expectedState: state,
      ...(kept.nonce ? { expectedNonce: kept.nonce, idTokenExpected: true } : {}),
    },
  );
  return provider.profile(tokens);
}

export interface Callback {
  rawQuery: string;
  state: string | undefined;
  error: string | undefined;
  /** Of the browser that came back. */
  cookies: readonly string[];
  /** For the list of devices: the browser's own description of itself. */
  device: string;
}

const failed = (error: SignInError): SignInOutcome => ({ outcome: 'failed', error });

/** Whatever goes wrong at the provider is the same to the person: it did not work, try again. */
async function identify(deps: SignInDeps, callback: Callback): Promise<SignInOutcome> {
  const kept = await takeState(deps, callback.state, readBrowserCookie(callback.cookies));
  if (!kept) return failed('oauth_failed');
  if (callback.error) return failed(callback.error === 'access_denied' ? 'access_denied' : 'oauth_failed');
  const profile = await profileFromCode(deps, kept, callback);
  if (!profile.email) return failed('email_unverified');
  const person = await signUp(deps, profile);
  if (person.outcome === 'accountExists') return failed('account_exists');
  const session = await startSession(deps, person.userId, callback.device);
  // The session that this browser had before is not left behind, good for another month.
  await endSession(deps, callback.cookies);
  deps.log.info('Signed in', { provider: kept.provider, userId: person.userId });
  return { outcome: 'signedIn', session, returnTo: kept.returnTo };
}

/** Ends a sign-in, well or not; a fault of the provider or of ours is `oauth_failed`, with its cause in the log. */
export async function finishSignIn(deps: SignInDeps, callback: Callback): Promise<SignInOutcome> {
  const outcome = await identify(deps, callback).catch((cause: unknown) => {
    deps.log.error('Sign-in failed', {}, cause);
    return failed('oauth_failed');
  });
  if (outcome.outcome === 'failed') deps.log.warn('Sign-in refused', { reason: outcome.error });
  return outcome;
}
