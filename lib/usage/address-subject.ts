import { isIPv6 } from 'node:net';
import { hmacSha256 } from '../platform/hash.ts';

const prefix = 'adr_';

export const isAddressSubject = (subject: string): boolean => subject.startsWith(prefix);

/** The eight groups of an address, each without leading zeros, with `::` and an IPv4 end written out. */
function groupsOf(address: string): string[] {
  // URL knows every way of writing one, and writes the shortest.
  const { hostname } = new URL(`http://[${address.replace(/%.*$/, '')}]`);
  const [head = '', tail] = hostname.slice(1, -1).split('::');
  const groups = (part: string | undefined) => (part ? part.split(':') : []);
  const [first, last] = [groups(head), groups(tail)];
  const zeros = new Array<string>(Math.max(0, 8 - first.length - last.length)).fill('0');
  return [...first, ...zeros, ...last];
}

/** Whoever has an IPv6 address has at least a /64 of them, and could come from another for each request. */
function network(address: string): string {
  if (!isIPv6(address)) return address;
  const groups = groupsOf(address);
  const [, , , , , marker = '', high = '', low = ''] = groups;
  const isIPv4 = groups.slice(0, 5).every((group) => group === '0') && marker === 'ffff';
  // All IPv4 in IPv6's clothes would share the first half.
  return isIPv4 ? `ffff:${high}:${low}` : groups.slice(0, 4).join(':');
}

/**
 * Whom usage counts when nobody is signed in: the address, of which only an HMAC with the day is kept. It cannot be
 * guessed without the secret, and the days of one address cannot be told to belong together.
 */
export function addressSubject(secret: string, address: string, now: Date): string {
  return prefix + hmacSha256(secret, `${now.toISOString().slice(0, 10)}\n${network(address)}`);
}
