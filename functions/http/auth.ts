import { authRoutes } from '../../lib/contract/auth-routes.ts';
import { signInSettings } from '../../lib/contract/function-settings.ts';
import { httpFunction } from '../../lib/platform/http/http-function.ts';
import type { RouteAnswer } from '../../lib/platform/http/request.ts';
import { newToken } from '../../lib/platform/ids.ts';
import type { Log } from '../../lib/platform/log.ts';
import { lambdaOutside } from '../../lib/platform/outside.ts';
import { createTable } from '../../lib/platform/table.ts';
import { browserCookieFor, readBrowserCookie, sessionCookieFor } from '../../lib/sessions/cookie.ts';
import { absoluteLimitSeconds } from '../../lib/sessions/session.ts';
import { bySession } from '../../lib/sessions/session-authentication.ts';
import type { ProviderName } from '../../lib/sign-in/provider.ts';
import { createProviders } from '../../lib/sign-in/providers.ts';
import { safeReturnTo } from '../../lib/sign-in/return-to.ts';
import { finishSignIn, type SignInDeps, startSignIn } from '../../lib/sign-in/sign-in.ts';
import { limitSignIns } from '../../lib/sign-in/sign-in-limit.ts';
import { stateLifetimeSeconds } from '../../lib/sign-in/state.ts';
import { visitors } from '../../lib/usage/visitors.ts';

interface AuthDeps extends Omit<SignInDeps, 'log'> {
  site: string;
  visitor: ReturnType<typeof visitors>;
  signInsPerMinute: number;
}

interface StartRequest {
  deps: AuthDeps;
  query: { return_to?: string | undefined };
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

async function start(
  name: ProviderName,
  { deps, query, cookies, headers, sourceIp, log }: StartRequest,
): Promise<RouteAnswer<undefined>> {
  await limitSignIns(deps, deps.visitor({ headers, sourceIp }));
  // One value for all tabs of a browser, so that a second tab does not spoil the first one's sign-in.
  const browser = readBrowserCookie(cookies) ?? newToken(deps.outside);
  const returnTo = safeReturnTo(query.return_to, deps.site);
  const url = await startSignIn(deps, { name, browser, returnTo }).catch((cause: unknown) => {
    log.error('Sign-in could not start', { provider: name }, cause);
    return undefined;
  });
  if (!url) return redirect(`${deps.site}/?error=oauth_failed`);
  return redirect(url.href, [browserCookieFor(browser, stateLifetimeSeconds)]);
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
    visitor: visitors(settings, outside),
    signInsPerMinute: settings.SIGN_INS_PER_MINUTE,
  }),
  routes: authRoutes,
  authentication: bySession,
  handlers: {
    signInWithGoogle: (request) => start('google', request),
    signInWithGithub: (request) => start('github', request),
    finishSignIn: async ({ deps, query, cookies, rawQuery, headers, log }) => {
      const device = headers['user-agent'] ?? '';
      const { state, error } = query;
      const result = await finishSignIn({ ...deps, log }, { rawQuery, state, error, cookies, device });
      if (result.outcome === 'failed') return redirect(`${deps.site}/?error=${result.error}`);
      const cookie = sessionCookieFor(result.session, absoluteLimitSeconds);
      return redirect(deps.site + (result.returnTo ?? '/?success=true'), [cookie]);
    },
  },
});

export const handler = createHandler(lambdaOutside);
