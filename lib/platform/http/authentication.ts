import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { AppError } from '../../contract/errors.ts';
import type { KeyScope, Route } from '../../contract/route.ts';

/** The owner of an API key, and what it may do in their name. */
export interface KeyCaller<User> {
  user: User;
  keyId: string;
  scopes: readonly KeyScope[];
}

/** What is called by API key: the route by its id in the contract, and what came with it. */
export interface KeyCall {
  operationId: string;
  secret: string;
  cookies: readonly string[];
}

/** What is called by a token of a front end's own sign-in. */
export interface TokenCall {
  token: string;
  cookies: readonly string[];
}

/** How a function learns who calls, and what they may. */
export interface Authentication<Deps, User> {
  /** The signed-in person, or undefined. */
  authenticate(deps: Deps, cookies: readonly string[]): Promise<User | undefined>;
  /**
   * Whose API key it is; undefined when it is not good, or its owner is not who the cookies say. Counts the call, and
   * throws 429 when there are too many. Where it is absent no key is good.
   */
  authenticateKey?(deps: Deps, call: KeyCall): Promise<KeyCaller<NonNullable<User>> | undefined>;
  /**
   * Whose token it is; undefined when it is not good, or its owner is not who the cookies say. Throws 503 while that
   * cannot be found out. Where it is absent no token is good.
   */
  authenticateToken?(deps: Deps, call: TokenCall): Promise<User | undefined>;
  /** Whether the person is an admin; where it is absent nobody is. */
  isAdmin?(user: NonNullable<User>): boolean;
  /** What to tell someone whose plan lacks an entitlement; undefined when it is there. */
  planRefusal?(deps: Deps, user: NonNullable<User>, entitlement: string): string | undefined;
  /** `Set-Cookie` values that go with a 401 to a browser whose session is not good (any more). */
  clearCookie(cookies: readonly string[]): string[];
}

/** For functions none of whose routes asks who calls. */
export const anonymousOnly: Authentication<unknown, undefined> = {
  authenticate: async () => undefined,
  clearCookie: () => [],
};

interface Caller<User> {
  user: User | undefined;
  /** By API key or token: no browser adds those by itself, so it matters not where the call comes from. */
  byBearer: boolean;
  keyId?: string;
}

type Headers = Readonly<Record<string, string | undefined>>;

/**
 * Keys and tokens are taken from this header only: addresses end up in logs and histories. Whoever sends a bearer means
 * to call by it: one that is neither is not good, whatever cookie is beside it.
 */
export function bearerIn({ authorization }: Headers): string | undefined {
  return /^Bearer(?: +|$)(.*)$/i.exec(authorization ?? '')?.[1];
}

/** Three parts of base64url: a JWT, signed or not. No API key has a dot. */
const isToken = (bearer: string) => /^[\w-]+\.[\w-]+\.[\w-]*$/.test(bearer);

const notAuthenticated = () => new AppError('not_authenticated', 'Not authenticated');

async function ownerOf<Deps, User>(
  { keyScope }: Route,
  authentication: Authentication<Deps, User>,
  deps: Deps,
  call: KeyCall,
): Promise<Caller<User>> {
  const caller = await authentication.authenticateKey?.(deps, call);
  if (!caller) throw notAuthenticated();
  if (!keyScope) throw new AppError('scope_required', 'This cannot be done with an API key');
  if (!caller.scopes.includes(keyScope))
    throw new AppError('scope_required', `This API key lacks the scope ${keyScope}`);
  return { user: caller.user, byBearer: true, keyId: caller.keyId };
}

interface Called {
  operationId: string;
  route: Route;
}

async function whoCalls<Deps, User>(
  { operationId, route }: Called,
  authentication: Authentication<Deps, User>,
  deps: Deps,
  { headers, cookies }: { headers: Headers; cookies: readonly string[] },
): Promise<Caller<User>> {
  const bearer = bearerIn(headers);
  if (bearer !== undefined && isToken(bearer)) {
    const user = await authentication.authenticateToken?.(deps, { token: bearer, cookies });
    if (!user) throw notAuthenticated();
    return { user, byBearer: true };
  }
  // Without a scope for keys an optional route takes whoever comes, whatever else they bring.
  const knowsKeys = route.caller !== 'optional' || route.keyScope !== undefined;
  if (bearer !== undefined && knowsKeys)
    return ownerOf(route, authentication, deps, { operationId, secret: bearer, cookies });
  return { user: await authentication.authenticate(deps, cookies), byBearer: false };
}

/** Who calls a route: 401 when nobody does whom it takes, 403 for a key that may not. */
export async function callerOf<Deps, User>(
  { operationId, route }: Called,
  authentication: Authentication<Deps, User>,
  deps: Deps,
  { headers, cookies = [] }: Pick<APIGatewayProxyEventV2, 'headers' | 'cookies'>,
): Promise<Caller<User>> {
  const isForPeople = route.caller === 'user' || route.caller === 'admin';
  // No other site can have a browser send the header: CORS answers our own alone.
  if (!isForPeople && route.caller !== 'optional')
    return { user: undefined, byBearer: bearerIn(headers) !== undefined };
  const caller = await whoCalls({ operationId, route }, authentication, deps, { headers, cookies });
  if (isForPeople && !caller.user) throw notAuthenticated();
  requireAdmin(route, authentication, caller.user);
  return caller;
}

/** 403 for everybody but an admin, where the route takes nobody else. */
function requireAdmin<Deps, User>(
  { caller }: Route,
  { isAdmin }: Authentication<Deps, User>,
  user: User | undefined,
): void {
  if (caller !== 'admin') return;
  if (!user || !isAdmin?.(user)) throw new AppError('admin_required', 'Only admins may do this');
}

/** 403 when the caller's plan does not entitle to the route. */
export function requireEntitlement<Deps, User>(
  { entitlement }: Route,
  { planRefusal }: Authentication<Deps, User>,
  deps: Deps,
  user: User | undefined,
): void {
  if (!entitlement) return;
  if (!user || !planRefusal) throw new Error(`Nobody can tell who is entitled to ${entitlement}`);
  const refusal = planRefusal(deps, user, entitlement);
  if (refusal) throw new AppError('plan_required', refusal);
}
