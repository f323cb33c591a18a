import { AppError } from '../contract/errors.ts';
import type { TokenCall } from '../platform/http/authentication.ts';
import { keys } from '../platform/keys.ts';
import { authenticate } from '../sessions/session.ts';
import { type Identity, identityName, signUp, type UsersDeps } from '../users/sign-up.ts';
import { parseUser, type UserItem } from '../users/user-item.ts';
import { isFromBefore } from './departed.ts';
import type { TokenIdentity, TokenVerifier } from './verify-token.ts';

export interface TokenDeps extends UsersDeps {
  verifyToken: TokenVerifier;
}

async function knownUserId(
  { table }: UsersDeps,
  { provider, subject }: Identity,
): Promise<string | undefined> {
  const known = await table.get(keys.identity(provider, subject));
  return typeof known?.userId === 'string' ? known.userId : undefined;
}

/** A new account, unless the token is from before an earlier one was deleted. */
async function newUserId(deps: UsersDeps, identity: TokenIdentity): Promise<string | undefined> {
  const { issuedAtEpochSeconds } = identity;
  if (await isFromBefore(deps.table, { identity: identityName(identity), issuedAtEpochSeconds }))
    return undefined;
  const person = await signUp(deps, identity);
  if (person.outcome === 'signedIn') return person.userId;
  throw new AppError(
    'account_exists',
    'There is already an account with your email address; sign in to Cue as you did when you made it',
  );
}

/**
 * The person behind an identity, unless their account is gone: a token outlives it. Who was not here before has an
 * account from now on; nothing is written after that.
 */
async function admitted(deps: UsersDeps, identity: TokenIdentity): Promise<UserItem | undefined> {
  const userId = (await knownUserId(deps, identity)) ?? (await newUserId(deps, identity));
  const item = userId === undefined ? undefined : await deps.table.get(keys.user(userId));
  return item && parseUser(item);
}

/** Whose token it is; undefined when it is not good, or somebody else's than the cookies beside it. */
export async function authenticateToken(
  deps: TokenDeps,
  { token, cookies }: TokenCall,
): Promise<UserItem | undefined> {
  const identity = await deps.verifyToken(token);
  if (!identity) return undefined;
  const person = cookies.length > 0 ? await authenticate(deps, cookies) : undefined;
  if (!person) return admitted(deps, identity);
  // What is refused makes no account either.
  return (await knownUserId(deps, identity)) === person.userId ? person : undefined;
}
