import { StripeFailure } from '../errors.ts';
import type { World } from '../world.ts';
import type { IncomingCall } from './answer.ts';

const OWN_NAMES = ['localhost', '127.0.0.1', '[::1]'];

/**
 * A name of someone else's that resolves to this machine would pass for the same origin: its pages could read all that
 * is here. No key stops them, since any test key opens the API.
 */
export function refuseForeignName(world: World, { headers: { host = '' } }: IncomingCall): void {
  if (isOwnName(world, host)) return;
  throw refused(`The simulator is not ${host}: open it at ${world.publicUrl}.`);
}

/**
 * Any site can make a browser post to this machine. The API asks for a key; pages and controls ask where the post
 * comes from: from here, from an address bar, or from no browser at all.
 */
export function refuseForeignPost(call: IncomingCall): void {
  if (call.method === 'GET' || comesFromHere(call)) return;
  throw refused('This request comes from another site, so it was refused. Nothing has changed.');
}

function refused(message: string): StripeFailure {
  return new StripeFailure(403, { type: 'invalid_request_error', message });
}

function comesFromHere({ headers: { host, origin, 'sec-fetch-site': site } }: IncomingCall): boolean {
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  return origin === undefined || URL.parse(origin)?.host === host;
}

function isOwnName(world: World, host: string): boolean {
  const name = URL.parse(`http://${host}`)?.hostname ?? '';
  return OWN_NAMES.includes(name) || URL.parse(world.publicUrl)?.hostname === name;
}
