import type * as z from 'zod/mini';

/**
 * Who may call a route: anyone; anyone, but a signed-in person is known (`optional`); only a signed-in person, by
 * session cookie; only one who is an admin, likewise; or Stripe by its signature.
 */
type Caller = 'anyone' | 'optional' | 'user' | 'admin' | 'stripe';

/** What an API key may be allowed to do. */
export const keyScopes = ['workflows', 'billing:read', 'billing:spend', 'widget'] as const;
export type KeyScope = (typeof keyScopes)[number];

export interface Route {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  path: string;
  /** Further paths that existing clients call for the same thing. */
  aliases?: readonly string[];
  /** The function in the manifest that serves it. */
  servedBy: string;
  caller: Caller;
  /** An API key with this scope may call it too, in its owner's name. */
  keyScope?: KeyScope;
  /** What the caller's plan must entitle to, as the catalog names it; else 403 `plan_required`. */
  entitlement?: string;
  summary: string;
  /** Of a path with `{id}` and the like: each by its pattern, whose message is the 404 of what does not match. */
  params?: z.ZodMiniType;
  /** Values arrive as strings, or not at all. */
  query?: z.ZodMiniType;
  body?: z.ZodMiniType;
  /** Of a success, where it is not 200. */
  status?: 201 | 202;
  /** The JSON of a success; a route without one, and without a file, redirects. */
  response?: z.ZodMiniType;
  /** The media type of an answer that is a file. */
  file?: string;
  /** Which sites may read the answer is its handler's affair; of all others our own front ends may. */
  ownCors?: true;
  /** Opens or moves money: honours the `Idempotency-Key` header. */
  idempotent?: true;
}

export function pathsOf(route: Route): string[] {
  return [route.path, ...(route.aliases ?? [])];
}
