import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { AppError } from '../../contract/errors.ts';
import type { KeyScope, Route } from '../../contract/route.ts';

/** The owner of an API key, and what it may do in their name. */
export interface KeyCaller<User> {
  user: User;
  scopes: readonly KeyScope[];
}

/** What is called by API key: the route by its id in the contract, and what came with it. */
export interface KeyCall {
  operationId: string;
  secret: string;
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
  /** By API key: no browser adds that by itself, so it matters not where the call comes from. */
  byKey: boolean;
}

type Headers = Readonly<Record<string, string | undefined>>;

/**
 * Keys are taken from this header only: addresses end up in logs and histories. Whoever sends a bearer means to call
 * by key: one that is none is not good, whatever cookie is beside it.
 */
export function bearerIn({ authorization }: Headers): string | undefined {
  return /^Bearer(?: +|$)(.*)$/i.exec(authorization ?? '')?.[1];
}

const notAuthenticated = () => new AppError('not_authenticated', 'Not authenticated');

async function ownerOf<Deps, User>(
  { keyScope }: Route,
  authentication: Authentication<Deps, User>,
  deps: Deps,
  call: KeyCall,
): Promise<User> {
  const caller = await authentication.authenticateKey?.(deps, call);
  if (!caller) throw notAuthenticated();
  if (!keyScope) throw new AppError('scope_required', 'This cannot be done with an API key');
  if (!caller.scopes.includes(keyScope))
    throw new AppError('scope_required', `This API key lacks the scope ${keyScope}`);
  return caller.user;
}

/** Who calls a route: 401 when nobody does whom it takes, 403 for a key that may not. */
export async function callerOf<Deps, User>(
  { operationId, route }: { operationId: string; route: Route },
  authentication: Authentication<Deps, User>,
  deps: Deps,
  { headers, cookies = [] }: Pick<APIGatewayProxyEventV2, 'headers' | 'cookies'>,
): Promise<Caller<User>> {
  const isForPeople = route.caller === 'user' || route.caller === 'admin';
  if (!isForPeople && route.caller !== 'optional') return { user: undefined, byKey: false };
  // Without a scope for keys an optional route takes whoever comes, whatever they bring.
  const knowsKeys = isForPeople || route.keyScope !== undefined;
  const secret = knowsKeys ? bearerIn(headers) : undefined;
  if (secret !== undefined)
    return {
      user: await ownerOf(route, authentication, deps, { operationId, secret, cookies }),
      byKey: true,
    };
  const user = await authentication.authenticate(deps, cookies);
  if (isForPeople && !user) throw notAuthenticated();
  requireAdmin(route, authentication, user);
  return { user, byKey: false };
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
