import * as z from 'zod/mini';
import { isoTime } from './fields.ts';
import type { Route } from './route.ts';

/** Who can vouch for a person at sign-in. */
export const signInProviders = ['google', 'github'] as const;
export type SignInProvider = (typeof signInProviders)[number];

const identity = z.object({
  provider: z.enum(signInProviders),
  /** As the provider gave it at the last sign-in; null for one that was not used since addresses are noted. */
  email: z.nullable(z.string()),
  linkedAt: isoTime,
});

export type LinkedIdentity = z.output<typeof identity>;

export const identityNotFound = 'Sign-in method not found';

export const identityParams = z.object({ provider: z.enum(signInProviders, { error: identityNotFound }) });

export const identityRoutes = {
  listIdentities: {
    method: 'GET',
    path: '/api/account/identities',
    servedBy: 'account',
    caller: 'user',
    summary: 'What the person can sign in with, the first linked first',
    response: z.object({ identities: z.array(identity) }),
  },
  unlinkIdentity: {
    method: 'DELETE',
    path: '/api/account/identities/{provider}',
    servedBy: 'account',
    caller: 'user',
    summary: 'Unlink a provider, so that it signs nobody in to this account any more; not the last one',
    params: identityParams,
    response: z.object({ message: z.string() }),
  },
} as const satisfies Record<string, Route>;
