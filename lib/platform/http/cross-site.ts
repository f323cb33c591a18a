import { AppError } from '../../contract/errors.ts';

type Headers = Readonly<Record<string, string | undefined>>;

/** For an answer that depends on who asks from where, and that this place lets nobody's pages read. */
export const originMatters = { Vary: 'Origin' };

/** CORS answers our front ends exactly, with credentials, and nobody else. */
export function corsHeaders(
  origin: string | undefined,
  frontends: readonly string[],
): Record<string, string> {
  if (!origin || !frontends.includes(origin)) return originMatters;
  return {
    ...originMatters,
    'Access-Control-Allow-Origin': origin,
    'Access-Control-Allow-Credentials': 'true',
    'Access-Control-Expose-Headers': 'X-Request-Id, Retry-After, ETag, Content-Disposition',
  };
}

export const preflightHeaders = {
  'Access-Control-Allow-Methods': 'GET, POST, PUT, DELETE',
  'Access-Control-Allow-Headers': 'Content-Type, Idempotency-Key, If-Match, Authorization',
  'Access-Control-Max-Age': '600',
};

/** A write that a browser's cookie vouches for must come from one of our own pages. */
export function requireOwnOrigin(headers: Headers, frontends: readonly string[]): void {
  if (!headers.origin || !frontends.includes(headers.origin)) {
    throw new AppError('cross_site_write', 'This request did not come from the site');
  }
}
