import { StripeFailure } from '../errors.ts';
import type { World } from '../world.ts';
import type { IncomingCall } from './answer.ts';

const OWN_NAMES = ['localhost', '127.0.0.1', '[::1]'];

/**
 * Any site can make a browser post to this machine. The API asks for a key; pages and controls ask where the post
 * comes from: from here, from an address bar, or from no browser at all.
 */
export function refuseForeignPost(world: World, call: IncomingCall): void {
  if (call.method === 'GET' || comesFromHere(world, call)) return;
  const message = 'This request comes from another site, so it was refused. Nothing has changed.';
  throw new StripeFailure(403, { type: 'invalid_request_error', message });
}

function comesFromHere(world: World, { headers }: IncomingCall): boolean {
  const { host = '', origin, 'sec-fetch-site': site } = headers;
  // A name of someone else's that resolves to this machine would pass for the same origin.
  if (!isOwnName(world, host)) return false;
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  return origin === undefined || URL.parse(origin)?.host === host;
}

function isOwnName(world: World, host: string): boolean {
  const name = URL.parse(`http://${host}`)?.hostname ?? '';
  return OWN_NAMES.includes(name) || URL.parse(world.publicUrl)?.hostname === name;
}
