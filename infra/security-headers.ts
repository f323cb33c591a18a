/**
 * What a page of Cue may load and where it may send to. Scripts only from our own files, so injected markup
 * cannot run; Radix positions its menus with style attributes, hence `style-src-attr`; profile pictures come
 * from Google's and GitHub's servers, hence https images; buying leaves for Stripe's checkout.
 */
export const contentSecurityPolicy = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self'",
  "style-src-attr 'unsafe-inline'",
  "img-src 'self' https: data:",
  "font-src 'self'",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self' https://checkout.stripe.com",
  "frame-ancestors 'none'",
].join('; ');

/** Two years, which browsers' preload lists ask for. */
export const strictTransportSeconds = 63_072_000;

/** The script that other sites load: without this header pages that isolate themselves (COEP) could not. */
export const embedded = {
  path: '/widget.js',
  header: { name: 'cross-origin-resource-policy', value: 'cross-origin' },
} as const;

/** The headers that CloudFront puts on every answer; the browser tests serve the built site with the same. */
export const securityHeaders = {
  'content-security-policy': contentSecurityPolicy,
  'referrer-policy': 'strict-origin-when-cross-origin',
  'strict-transport-security': `max-age=${strictTransportSeconds}; includeSubDomains`,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
} as const;
