import { AppError } from '../contract/errors.ts';
import type { TokenCall } from '../platform/http/authentication.ts';
import { keys } from '../platform/keys.ts';
import { authenticate } from '../sessions/session.ts';
import { type Identity, signUp, type UsersDeps } from '../users/sign-up.ts';
import { parseUser, type UserItem } from '../users/user-item.ts';
import type { TokenVerifier } from './verify-token.ts';

export interface TokenDeps extends UsersDeps {
  verifyToken: TokenVerifier;
}

/** Whose identity it is; of somebody who was not here before the new account. From then on nothing is written. */
async function userIdOf(deps: UsersDeps, identity: Identity): Promise<string> {
  const known = await deps.table.get(keys.identity(identity.provider, identity.subject));
  if (typeof known?.userId === 'string') return known.userId;
  const person = await signUp(deps, identity);
  if (person.outcome === 'signedIn') return person.userId;
  throw new AppError(
    'account_exists',
    'There is already an account with your email address; sign in to Cue as you did when you made it',
  );
}

/** The person behind an identity, unless their account is gone: a token outlives it. */
async function admitted(deps: UsersDeps, identity: Identity): Promise<UserItem | undefined> {
  const item = await deps.table.get(keys.user(await userIdOf(deps, identity)));
  return item && parseUser(item);
}

/** Whose token it is; undefined when it is not good, or somebody else's than the cookies beside it. */
export async function authenticateToken(
  deps: TokenDeps,
  { token, cookies }: TokenCall,
): Promise<UserItem | undefined> {
  const identity = await deps.verifyToken(token);
  const user = identity && (await admitted(deps, identity));
  const person = cookies.length > 0 ? await authenticate(deps, cookies) : undefined;
  return person && person.userId !== user?.userId ? undefined : user;
}
