import * as oidc from 'openid-client';
import { sha256 } from '../platform/hash.ts';
import { newToken } from '../platform/ids.ts';
import type { Log } from '../platform/log.ts';
import { readBrowserCookie, type SessionToken } from '../sessions/cookie.ts';
import { endSession, type SessionsDeps, startSession } from '../sessions/session.ts';
import type { TrialDeps } from '../subscriptions/trials.ts';
import { linkIdentity } from '../users/link-identity.ts';
import { type Identity, signUp } from '../users/sign-up.ts';
import { type AskingSession, isStillIn } from './link.ts';
import type { Provider, ProviderName } from './provider.ts';
import { keepState, type SignInState, takeState } from './state.ts';

export interface SignInDeps extends SessionsDeps, TrialDeps {
  table: SessionsDeps['table'];
  log: Log;
  /** `BACKEND_URL` with /auth/callback: never taken from the request. */
  callbackUrl: string;
  provider(name: ProviderName): Promise<Provider>;
}

type SignInError = 'oauth_failed' | 'access_denied' | 'email_unverified' | 'account_exists' | 'rate_limited';
export type SignInOutcome =
  | { outcome: 'signedIn'; session: SessionToken; returnTo: string | undefined }
  | (Linking & { outcome: 'linked' })
  | { outcome: 'failed'; error: SignInError; linking?: Linking };

interface Linking {
  provider: ProviderName;
  returnTo: string | undefined;
}

interface Start {
  name: ProviderName;
  browser: string;
  returnTo: string | undefined;
  /** A referral code. */
  invitation?: string | undefined;
  /** Instead of signing in: adds the provider to the account of this session. */
  link?: AskingSession;
}

/** The provider's address to send this browser to. */
export async function startSignIn(
  deps: Omit<SignInDeps, 'log'>,
  { name, browser, returnTo, invitation, link }: Start,
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
    invitation,
    link,
  });
  return oidc.buildAuthorizationUrl(configuration, {
    redirect_uri: deps.callbackUrl,
    scope,
    state,
    code_challenge: await oidc.calculatePKCECodeChallenge(codeVerifier),
    code_challenge_method: 'S256',
    ...(nonce ? { nonce } : {}),
    // Both providers would otherwise send back at once whoever is signed in there, without a word.
    ...(link ? { prompt: 'select_account' } : {}),
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

/** A new session for the person behind the identity. */
async function enter(
  deps: SignInDeps,
  kept: SignInState,
  { identity, callback }: { identity: Identity; callback: Callback },
): Promise<SignInOutcome> {
  const person = await signUp(deps, identity, kept.invitation);
  if (person.outcome === 'accountExists') return failed('account_exists');
  const session = await startSession(deps, person.userId, callback.device);
  // The session that this browser had before is not left behind, good for another month.
  await endSession(deps, callback.cookies);
  deps.log.info('Signed in', { provider: kept.provider, userId: person.userId });
  return { outcome: 'signedIn', session, returnTo: kept.returnTo };
}

/** One more way to sign in for who asked for it; the session stays. */
async function link(
  deps: SignInDeps,
  { provider, returnTo }: SignInState,
  linking: AskingSession & { identity: Identity },
): Promise<SignInOutcome> {
  if ((await linkIdentity(deps, linking)) === 'accountExists') return failed('account_exists');
  deps.log.info('Identity linked', { provider, userId: linking.userId });
  return { outcome: 'linked', provider, returnTo };
}

async function identify(deps: SignInDeps, kept: SignInState, callback: Callback): Promise<SignInOutcome> {
  if (callback.error) return failed(callback.error === 'access_denied' ? 'access_denied' : 'oauth_failed');
  if (kept.link && !(await isStillIn(deps, kept.link, callback.cookies))) return failed('oauth_failed');
  const { email, ...profile } = await profileFromCode(deps, kept, callback);
  if (!email) return failed('email_unverified');
  const identity = { ...profile, email };
  return kept.link ? link(deps, kept, { ...kept.link, identity }) : enter(deps, kept, { identity, callback });
}

async function attempt(deps: SignInDeps, callback: Callback): Promise<SignInOutcome> {
  const kept = await takeState(deps, callback.state, readBrowserCookie(callback.cookies));
  if (!kept) return failed('oauth_failed');
  const outcome = await identify(deps, kept, callback).catch(faulty(deps));
  if (outcome.outcome !== 'failed' || !kept.link) return outcome;
  return { ...outcome, linking: { provider: kept.provider, returnTo: kept.returnTo } };
}

/** Whatever goes wrong at the provider, or here, is the same to the person: it did not work, try again. */
const faulty =
  ({ log }: Pick<SignInDeps, 'log'>) =>
  (cause: unknown) => {
    log.error('Sign-in failed', {}, cause);
    return failed('oauth_failed');
  };

/** Ends a sign-in or a link, well or not; a fault of the provider or of ours is `oauth_failed`, with its cause in the log. */
export async function finishSignIn(deps: SignInDeps, callback: Callback): Promise<SignInOutcome> {
  const outcome = await attempt(deps, callback).catch(faulty(deps));
  if (outcome.outcome === 'failed') deps.log.warn('Sign-in refused', { reason: outcome.error });
  return outcome;
}
