import type { ReturnPaths } from '../contract/catalog.ts';
import { AppError } from '../contract/errors.ts';

/**
 * Where checkout sends the browser back to: what the client asked for, when that is on one of our own front
 * ends, else the default path on the first. Throws 400 for any other place.
 */
function returnUrl(asked: string | undefined, defaultPath: string, frontends: readonly string[]): string {
  const [site] = frontends;
  if (asked === undefined) return `${site}${defaultPath}`;
  const ours =
    /^https?:\/\/[^\s\\]+$/.test(asked) && URL.canParse(asked) && frontends.includes(new URL(asked).origin);
  if (!ours) throw new AppError('invalid_redirect_url', 'Return addresses must be on this site');
  return asked;
}

interface AskedUrls {
  success_url?: string | undefined;
  cancel_url?: string | undefined;
}

/** Where a checkout ends when it is paid, and when it is left. */
export function returnUrls(
  { success_url, cancel_url }: AskedUrls,
  { success, cancel }: ReturnPaths,
  frontends: readonly string[],
): { success: string; cancel: string } {
  return {
    success: returnUrl(success_url, success, frontends),
    cancel: returnUrl(cancel_url, cancel, frontends),
  };
}
