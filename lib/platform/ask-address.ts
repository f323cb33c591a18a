import type { LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';

export interface WhereToAsk {
  url: URL;
  /** Where its host is: the connection goes to one of these, whatever a second look at the name would find. */
  addresses: readonly LookupAddress[];
  signal: AbortSignal;
}

const abortionOf = (signal: AbortSignal) =>
  new Promise<never>((_, reject) =>
    signal.addEventListener('abort', () => reject(signal.reason), { once: true }),
  );

/** The addresses of a host, or the one that it is itself; IPv4 first, which is all that a Lambda reaches. */
export async function addressesOf({ hostname }: URL, signal: AbortSignal): Promise<LookupAddress[]> {
  const { lookup } = await import('node:dns/promises');
  const found = lookup(hostname.replace(/^\[|\]$/g, ''), { all: true, order: 'ipv4first' });
  // A look at a name cannot be broken off, only no longer waited for.
  return Promise.race([found, abortionOf(signal)]);
}

/**
 * The status of an answer to HEAD, which changes nothing and has no body. Follows no redirect, sends nothing but the
 * address, and keeps no connection. Throws when there is no answer.
 */
export async function askAddress({ url, addresses, signal }: WhereToAsk): Promise<number> {
  const { request } = await import('node:https');
  const lookup: LookupFunction = (_host, { all }, done) => {
    const [first] = addresses;
    if (!first) done(new Error('No address'), '');
    else if (all) done(null, [...addresses]);
    else done(null, first.address, first.family);
  };
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const asked = request(url, {
    method: 'HEAD',
    headers: { 'User-Agent': 'cue' },
    agent: false,
    lookup,
    signal,
  });
  asked.once('error', reject);
  asked.once('response', ({ statusCode = 0 }) => {
    asked.destroy();
    resolve(statusCode);
  });
  asked.end();
  return promise;
}
