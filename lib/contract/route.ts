import type * as z from 'zod/mini';

/** Who may call a route: anyone, a signed-in person (session cookie), or Stripe by its signature. */
type Caller = 'anyone' | 'user' | 'stripe';

export interface Route {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  path: string;
  /** Further paths that existing clients call for the same thing. */
  aliases?: readonly string[];
  /** The function in the manifest that serves it. */
  servedBy: string;
  caller: Caller;
  summary: string;
  /** Values arrive as strings, or not at all. */
  query?: z.ZodMiniType;
  body?: z.ZodMiniType;
  /** The JSON of a 200 answer; a route without one redirects. */
  response?: z.ZodMiniType;
  /** Opens or moves money: honours the `Idempotency-Key` header. */
  idempotent?: true;
}

export function pathsOf(route: Route): string[] {
  return [route.path, ...(route.aliases ?? [])];
}
