import { isIP } from 'node:net';

export interface Caller {
  headers: Readonly<Record<string, string | undefined>>;
  /** Who opened the connection to API Gateway. */
  sourceIp: string;
}

/**
 * Where a request came from: the viewer that CloudFront saw, if the request proves that it came through our
 * distribution by the header that only that adds; else who called API Gateway. What a client can write itself, such as
 * `X-Forwarded-For`, is never believed. docs/decisions/0026-address-of-anonymous-callers.md
 */
export function callerAddress({ headers, sourceIp }: Caller, originProof: string | undefined): string {
  const isProven = originProof !== undefined && headers['x-origin-proof'] === originProof;
  const viewer = isProven ? headers['x-viewer-address'] : undefined;
  return viewer !== undefined && isIP(viewer) ? viewer : sourceIp;
}
