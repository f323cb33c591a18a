import Stripe from 'stripe';

// Stripe's own tolerance for the age of a signature; the library bounds only the past, we bound both.
const toleranceSeconds = 300;
// While a secret is rolled there are two signatures; sixteen leave room, and bound the work of a hostile header.
const maximumHeaderLength = 16 * 80;
const maximumSignatures = 16;

/** The latest of the header's timestamps: of several, the library believes the last. */
function timestampOf(header: string): number {
  const times = header.split(',').filter((part) => part.startsWith('t='));
  return Math.max(...times.map((part) => Number.parseInt(part.slice(2), 10)));
}

function isPlausible(header: string | undefined, nowMs: number): header is string {
  if (!header || header.length > maximumHeaderLength || header.split('v1=').length > maximumSignatures + 1)
    return false;
  return timestampOf(header) <= nowMs / 1_000 + toleranceSeconds;
}

/**
 * Whether Stripe signed these bytes with one of the secrets. The library throws errors of several kinds on
 * hostile headers (`v1=` empty, or not ASCII); whatever it throws means no.
 */
export function isSignedByStripe(
  bytes: Buffer,
  header: string | undefined,
  secrets: readonly string[],
  now: Date,
): boolean {
  if (!isPlausible(header, now.getTime())) return false;
  return secrets.some((secret) => {
    try {
      return (
        Stripe.webhooks.signature?.verifyHeader(
          bytes,
          header,
          secret,
          toleranceSeconds,
          undefined,
          now.getTime(),
        ) === true
      );
    } catch {
      return false;
    }
  });
}
