/**
 * A path on our own site to go to after sign-in, or undefined. Browsers read `//host`, `/\host` and addresses
 * with tabs or line ends in them as other sites, so the parsed result is what is checked.
 */
export function safeReturnTo(asked: string | undefined, site: string): string | undefined {
  if (!asked?.startsWith('/') || asked.length > 2048) return undefined;
  if (!URL.canParse(asked, site)) return undefined;
  const url = new URL(asked, site);
  if (url.origin !== new URL(site).origin || url.pathname.startsWith('//')) return undefined;
  return url.pathname + url.search + url.hash;
}
