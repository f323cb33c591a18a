import { StripeFailure, unauthorized } from '../errors.ts';
import { account } from '../objects/account.ts';
import type { IncomingCall } from './answer.ts';

const NO_KEY =
  "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY'). See https://stripe.com/docs/api#authentication for details, or we can help at https://support.stripe.com/.";

/** Any secret or restricted *test* key opens the simulator; a live key has no business here. */
export function authenticate({ headers, url }: Pick<IncomingCall, 'headers' | 'url'>): void {
  const key = keyIn(headers.authorization ?? '');
  if (key === '') throw unauthorized(NO_KEY);
  if (/^pk_/.test(key)) {
    throw unauthorized(
      'This API call cannot be made with a publishable API key. Please use a secret API key.',
      'secret_key_required',
    );
  }
  if (!/^(sk|rk)_test_\w+$/.test(key)) throw unauthorized(`Invalid API Key provided: ${redacted(key)}`);
  if (key.startsWith('rk_') && url.pathname === '/v1/account') throw noRightForIt(key);
}

/** The one thing that Stripe has no right for which a restricted key could be given. */
function noRightForIt(key: string): StripeFailure {
  const message = `The provided key '${redacted(key)}' does not have the required permissions for this endpoint on account '${account.id}'. This is a restricted API key, but the required permissions are not available for use by restricted keys.`;
  return new StripeFailure(403, { type: 'invalid_request_error', message });
}

function keyIn(header: string): string {
  const [, scheme = '', credentials = ''] = /^(\w+) +(\S+)$/.exec(header.trim()) ?? [];
  if (scheme.toLowerCase() === 'bearer') return credentials;
  if (scheme.toLowerCase() !== 'basic') return '';
  const [user = ''] = Buffer.from(credentials, 'base64').toString().split(':');
  return user;
}

function redacted(key: string): string {
  return key.length <= 12 ? key : `${key.slice(0, 8)}${'*'.repeat(key.length - 12)}${key.slice(-4)}`;
}
