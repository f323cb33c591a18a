import { authRoutes } from '../../lib/contract/auth-routes.ts';
import { AppError } from '../../lib/contract/errors.ts';
import { signInSettings } from '../../lib/contract/function-settings.ts';
import { httpFunction } from '../../lib/platform/http/http-function.ts';
import type { RouteAnswer } from '../../lib/platform/http/request.ts';
import { newToken } from '../../lib/platform/ids.ts';
import type { Log } from '../../lib/platform/log.ts';
import { lambdaOutside } from '../../lib/platform/outside.ts';
import { createTable } from '../../lib/platform/table.ts';
import { readReferralCode } from '../../lib/referrals/referral-code.ts';
import { browserCookieFor, readBrowserCookie, sessionCookieFor } from '../../lib/sessions/cookie.ts';
import { absoluteLimitSeconds } from '../../lib/sessions/session.ts';
import { bySession } from '../../lib/sessions/session-authentication.ts';
import { askingSession } from '../../lib/sign-in/link.ts';
import type { ProviderName } from '../../lib/sign-in/provider.ts';
import { createProviders } from '../../lib/sign-in/providers.ts';
import { safeReturnTo } from '../../lib/sign-in/return-to.ts';
import { finishSignIn, type SignInDeps, startSignIn } from '../../lib/sign-in/sign-in.ts';
import { limitSignIns } from '../../lib/sign-in/sign-in-limit.ts';
import { stateLifetimeSeconds } from '../../lib/sign-in/state.ts';
import { wayBack } from '../../lib/sign-in/way-back.ts';
import { visitors } from '../../lib/usage/visitors.ts';

interface AuthDeps extends Omit<SignInDeps, 'log'> {
  site: string;
  visitor: ReturnType<typeof visitors>;
  signInsPerMinute: number;
}

interface StartRequest {
  deps: AuthDeps;
  query: { return_to?: string | undefined; ref?: string | undefined };
  cookies: readonly string[];
  headers: Readonly<Record<string, string | undefined>>;
  sourceIp: string;
  log: Log;
}

const redirect = (location: string, cookies: string[] = []): RouteAnswer<undefined> => ({
  status: 302,
  headers: { Location: location },
  cookies,
});

// One value for all tabs of a browser, so that a second tab does not spoil the first one's sign-in.
const browserOf = (deps: AuthDeps, cookies: readonly string[]) =>
  readBrowserCookie(cookies) ?? newToken(deps.outside);

/** What somebody opens in a browser is never answered with a problem: whatever is in the way is told by the site. */
function sentBack({ deps, log }: StartRequest, name: ProviderName, cause: unknown): RouteAnswer<undefined> {
  const isTooOften = cause instanceof AppError && cause.code === 'rate_limited';
  const error = isTooOften ? 'rate_limited' : 'oauth_failed';
  if (isTooOften) log.warn('Sign-in refused', { reason: error });
  else log.error('Sign-in could not start', { provider: name }, cause);
  return redirect(deps.site + wayBack({ outcome: 'failed', error }));
}

async function start(name: ProviderName, request: StartRequest): Promise<RouteAnswer<undefined>> {
  const { deps, query, cookies } = request;
  const browser = browserOf(deps, cookies);
  const returnTo = safeReturnTo(query.return_to, deps.site);
  const invitation = readReferralCode(query.ref);
  try {
    await limitSignIns(deps, deps.visitor(request));
    const url = await startSignIn(deps, { name, browser, returnTo, invitation });
    return redirect(url.href, [browserCookieFor(browser, stateLifetimeSeconds)]);
  } catch (cause) {
    return sentBack(request, name, cause);
  }
}

/** A write by cookie, unlike the start of a sign-in: no other site can have a person link what is signed in at a provider. */
async function startLink(
  name: ProviderName,
  request: Omit<StartRequest, 'log'>,
): Promise<RouteAnswer<{ url: string }>> {
  const { deps, query, cookies } = request;
  const link = askingSession(cookies);
  if (!link) throw new AppError('not_authenticated', 'Not authenticated');
  await limitSignIns(deps, deps.visitor(request));
  const browser = browserOf(deps, cookies);
  const returnTo = safeReturnTo(query.return_to, deps.site);
  const url = await startSignIn(deps, { name, browser, returnTo, link }).catch((cause: unknown) => {
    throw new AppError('upstream_failed', 'The provider did not answer. Try again in a moment', { cause });
  });
  return { body: { url: url.href }, cookies: [browserCookieFor(browser, stateLifetimeSeconds)] };
}

export const createHandler = httpFunction({
  name: 'auth',
  settings: signInSettings,
  deps: ({ settings, outside }): AuthDeps => ({
    table: createTable(settings, outside),
    outside,
    site: settings.FRONTEND_URL[0] ?? settings.BACKEND_URL,
    callbackUrl: `${settings.BACKEND_URL}/auth/callback`,
    provider: createProviders(settings),
    trialKey: settings.IDENTITY_HASH_KEY,
    visitor: visitors(settings, outside),
    signInsPerMinute: settings.SIGN_INS_PER_MINUTE,
  }),
  routes: authRoutes,
  authentication: bySession,
  handlers: {
    signInWithGoogle: (request) => start('google', request),
    signInWithGithub: (request) => start('github', request),
    linkIdentity: ({ params, ...request }) => startLink(params.provider, request),
    finishSignIn: async ({ deps, query, cookies, rawQuery, headers, log }) => {
      const device = headers['user-agent'] ?? '';
      const { state, error } = query;
      const result = await finishSignIn({ ...deps, log }, { rawQuery, state, error, cookies, device });
      const set =
        result.outcome === 'signedIn' ? [sessionCookieFor(result.session, absoluteLimitSeconds)] : [];
      return redirect(deps.site + wayBack(result), set);
    },
  },
});

export const handler = createHandler(lambdaOutside);
