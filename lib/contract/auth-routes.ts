import * as z from 'zod/mini';
import { identityParams } from './identity-routes.ts';
import type { Route } from './route.ts';

const signInStart = z.object({
  return_to: z.optional(z.string()),
  /** The referral code of who invited the person; one that nobody has is ignored. */
  ref: z.optional(z.string()),
});

const startRoute = (provider: 'google' | 'github') =>
  ({
    method: 'GET',
    path: `/auth/${provider}`,
    servedBy: 'auth',
    caller: 'anyone',
    summary:
      'Start signing in: redirects to the provider, which comes back to /auth/callback; begun too often, back to the site with `error=rate_limited`',
    query: signInStart,
  }) as const satisfies Route;

export const authRoutes = {
  signInWithGoogle: startRoute('google'),
  signInWithGithub: startRoute('github'),
  linkIdentity: {
    method: 'POST',
    path: '/api/account/identities/{provider}',
    servedBy: 'auth',
    caller: 'user',
    summary:
      'Start linking a provider to this account: where the browser is to go for a fresh sign-in there, from which it comes back to `return_to` with `linked` or `error`',
    params: identityParams,
    query: signInStart,
    response: z.object({ url: z.string() }),
  },
  finishSignIn: {
    method: 'GET',
    path: '/auth/callback',
    servedBy: 'auth',
    caller: 'anyone',
    summary: 'Where the provider sends the browser back: sets the session cookie and redirects to the site',
    query: z.object({
      state: z.optional(z.string()),
      code: z.optional(z.string()),
      error: z.optional(z.string()),
    }),
  },
} as const satisfies Record<string, Route>;
