import Stripe from 'stripe';

/** While a secret is rolled Stripe signs with the old and the new one: one `v1` each, over the same second. */
export function signatureHeader(payload: string, secrets: string[], timestamp: number): string {
  const signatures = secrets.map((secret) => {
    const header = Stripe.webhooks.generateTestHeaderString({ payload, secret, timestamp });
    return header.replace(/^t=\d+,/, '');
  });
  return [`t=${timestamp}`, ...signatures].join(',');
}
