import { isIP } from 'node:net';

interface Caller {
  headers: Readonly<Record<string, string | undefined>>;
  /** Who opened the connection to API Gateway. */
  sourceIp: string;
}

/** `198.51.100.10:46532` or `2001:db8::1:46532`: CloudFront writes IPv6 without brackets. */
const addressWithPort = /^\[?(.+?)\]?:\d{1,5}$/;

/**
 * Where a request came from: the viewer that CloudFront saw, if the request proves that it came through our
 * distribution by the header that only that adds; else who called API Gateway. What a client can write itself, such as
 * `X-Forwarded-For`, is never believed. docs/decisions/0026-address-of-anonymous-callers.md
 */
export function callerAddress({ headers, sourceIp }: Caller, originProof: string | undefined): string {
  const isProven = originProof !== undefined && headers['x-origin-proof'] === originProof;
  const viewer = isProven ? addressWithPort.exec(headers['cloudfront-viewer-address'] ?? '')?.[1] : undefined;
  return viewer !== undefined && isIP(viewer) ? viewer : sourceIp;
}
