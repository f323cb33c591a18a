import { sha256 } from '../platform/hash.ts';
import { readSessionCookie } from '../sessions/cookie.ts';
import { authenticate, type SessionsDeps } from '../sessions/session.ts';
import type { SignInState } from './state.ts';

/** A person in a session of theirs, who asks for one more way to sign in. */
export type AskingSession = NonNullable<SignInState['link']>;

/** What the session cookie says, unproved. */
export function askingSession(cookies: readonly string[]): AskingSession | undefined {
  const claimed = readSessionCookie(cookies);
  return claimed && { userId: claimed.userId, sessionHash: sha256(claimed.token) };
}

/** Whether the browser that came back from the provider is still in the very session that asked. */
export async function isStillIn(
  deps: SessionsDeps,
  asking: AskingSession,
  cookies: readonly string[],
): Promise<boolean> {
  const now = askingSession(cookies);
  if (now?.userId !== asking.userId || now.sessionHash !== asking.sessionHash) return false;
  return (await authenticate(deps, cookies)) !== undefined;
}
