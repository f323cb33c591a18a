import type { Authentication } from '../platform/http/authentication.ts';
import type { UserItem } from '../users/user-item.ts';
import { clearSessionCookie } from './cookie.ts';
import { authenticate, type SessionsDeps } from './session.ts';

/** Callers by session cookie, for every function that knows people. */
export const bySession: Authentication<SessionsDeps, UserItem> = {
  authenticate,
  isAdmin: ({ isAdmin }) => isAdmin,
  clearCookie: clearSessionCookie,
};
