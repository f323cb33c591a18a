import { AppError } from '../contract/errors.ts';

/** Stripe puts the session's id in place of this. */
export const sessionIdPlaceholder = '{CHECKOUT_SESSION_ID}';

/**
 * Where checkout sends the browser back to: what the client asked for, when that is on one of our own front
 * ends, else the default path on the first. Throws 400 for any other place.
 */
export function returnUrl(
  asked: string | undefined,
  defaultPath: string,
  frontends: readonly string[],
): string {
  const [site] = frontends;
  if (asked === undefined) return `${site}${defaultPath}`;
  const ours =
    /^https?:\/\/[^\s\\]+$/.test(asked) && URL.canParse(asked) && frontends.includes(new URL(asked).origin);
  if (!ours) throw new AppError('invalid_redirect_url', 'Return addresses must be on this site');
  return asked;
}
