// The library's own check by the path of its files: its package exports only the whole client, which would be nine
// tenths of the webhook's start. docs/decisions/0014-slim-bundles.md
import { NodeCryptoProvider } from '../../node_modules/stripe/esm/crypto/NodeCryptoProvider.js';
import { PlatformFunctions } from '../../node_modules/stripe/esm/platform/PlatformFunctions.js';
import { createWebhooks } from '../../node_modules/stripe/esm/Webhooks.js';

const { signature } = createWebhooks(new PlatformFunctions());
const crypto = new NodeCryptoProvider();

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

// Stripe never sends one without a value; whoever does is trying something.
const emptySignature = /v1=(,|$)/;

function isPlausible(header: string | undefined, nowMs: number): header is string {
  if (!header || header.length > maximumHeaderLength || emptySignature.test(header)) return false;
  if (header.split('v1=').length > maximumSignatures + 1) return false;
  return timestampOf(header) <= nowMs / 1_000 + toleranceSeconds;
}

/** Whether Stripe signed these bytes with one of the secrets. Whatever the library throws means no. */
export function isSignedByStripe(
  bytes: Buffer,
  header: string | undefined,
  secrets: readonly string[],
  now: Date,
): boolean {
  if (!isPlausible(header, now.getTime())) return false;
  return secrets.some((secret) => {
    try {
      return signature?.verifyHeader(bytes, header, secret, toleranceSeconds, crypto, now.getTime()) === true;
    } catch {
      return false;
    }
  });
}
